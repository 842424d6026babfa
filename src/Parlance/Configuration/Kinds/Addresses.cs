using System.Diagnostics.CodeAnalysis;
using System.Net;
using Parlance.Toml;

namespace Parlance.Configuration;

internal sealed class AddressKind() : Kind<IPAddress>("an IP address like \"127.0.0.1\", or \"::\" for all", Shape.Text)
{
    public override bool TryRead(TomlValue value, [NotNullWhen(true)] out IPAddress? read)
    {
        read = null;
        return value is TomlText text && IPAddress.TryParse(text.Value, out read);
    }

    public override string Write(IPAddress value) => Quoted.Write(value.ToString());
}

/// <summary>An address or a network; bits beyond the prefix are dropped.</summary>
internal sealed class NetworkKind() : Kind<IPNetwork>("a network like \"10.0.0.0/8\" or an address", Shape.Text)
{
    public override bool TryRead(TomlValue value, out IPNetwork read)
    {
        read = default;
        if (value is not TomlText { Value: var text }) return false;
        var slash = text.IndexOf('/');
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address)) return false;

        var bits = address.GetAddressBytes();
        var prefix = bits.Length * 8;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), System.Globalization.NumberStyles.None, null, out prefix) || prefix > bits.Length * 8)) return false;

        for (var i = 0; i < bits.Length; i++)
            bits[i] &= (byte)(0xFF00 >> Math.Clamp(prefix - i * 8, 0, 8));

        read = new(new IPAddress(bits), prefix);
        return true;
    }

    public override string Write(IPNetwork value) => Quoted.Write(value.ToString());
}
