using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Parlance.Toml;

namespace Parlance.Configuration;

internal sealed class FlagKind() : Kind<bool>("true or false", Shape.Plain)
{
    public override bool TryRead(TomlValue value, out bool read)
    {
        read = value is TomlBoolean { Value: true };
        return value is TomlBoolean;
    }

    public override string Write(bool value) => value ? "true" : "false";
}

internal sealed class WholeKind(int min, int max)
    : Kind<int>(string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"), Shape.Plain)
{
    public override bool TryRead(TomlValue value, out int read)
    {
        read = 0;
        if (value is not TomlInteger whole || whole.Value < min || whole.Value > max) return false;
        read = (int)whole.Value;
        return true;
    }

    public override string Write(int value) => value.ToString(CultureInfo.InvariantCulture);
}

internal sealed class RealKind(double min, double max)
    : Kind<double>(string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"), Shape.Plain)
{
    public override bool TryRead(TomlValue value, out double read)
    {
        read = value switch
        {
            TomlInteger whole => whole.Value,
            TomlFloat real => real.Value,
            _ => double.NaN,
        };
        return read >= min && read <= max;
    }

    public override string Write(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }
}

/// <summary>A value that another table gives when it is not written here.</summary>
internal sealed class OptionalKind<T>(Kind<T> inner) : Kind<T?>(inner.Description, inner.Shape) where T : struct
{
    public override bool TryRead(TomlValue value, [NotNullWhen(true)] out T? read)
    {
        var good = inner.TryRead(value, out var got);
        read = got;
        return good;
    }

    public override string Write(T? value) => value is { } there ? inner.Write(there) : "";
}
