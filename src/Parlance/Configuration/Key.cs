using Parlance.Toml;

namespace Parlance.Configuration;

/// <summary>Whether anything follows from a key today.</summary>
public enum KeyStatus
{
    Active,
    /// <summary>Known and checked, but nothing reads it yet.</summary>
    NotYet,
}

/// <summary>A key of parlance.toml, declared once: what it is called, may be, and means.</summary>
public abstract class Key(string name, string meaning)
{
    public string Name { get; } = name;

    /// <summary>One line for the reference.</summary>
    public string Meaning { get; } = meaning;

    public KeyStatus Status { get; init; }

    /// <summary>Hidden when the configuration is printed.</summary>
    public bool Secret { get; init; }

    /// <summary>There is no useful default: it has to be written.</summary>
    public bool Required { get; init; }

    /// <summary>What the default is, when it is not a value: <c>as in [limits]</c>.</summary>
    public string? DefaultNote { get; init; }

    public abstract string Description { get; }

    public abstract Shape Shape { get; }

    internal abstract object? Default { get; }

    internal abstract bool TryRead(TomlValue value, out object? read);

    /// <summary>The part of a refused value that is to blame.</summary>
    internal abstract TomlValue Culprit(TomlValue value);

    internal abstract string Write(object? value);
}

public sealed class Key<T>(string name, Kind<T> kind, T @default, string meaning) : Key(name, meaning)
{
    public override string Description => kind.Description;

    public override Shape Shape => kind.Shape;

    internal override object? Default => @default;

    internal override bool TryRead(TomlValue value, out object? read)
    {
        var good = kind.TryRead(value, out var got);
        read = got;
        return good;
    }

    internal override TomlValue Culprit(TomlValue value) => kind.Culprit(value);

    internal override string Write(object? value) => kind.Write((T)value!);
}
