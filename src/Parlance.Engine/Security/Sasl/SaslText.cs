using System.Text;

namespace Parlance.Engine.Security.Sasl;

/// <summary>Words of SASL messages: strict UTF-8, without NUL.</summary>
internal static class SaslText
{
    /// <summary>Bytes of a name: an address of the longest parts (RFC 7622).</summary>
    public const int NameMax = 2047;

    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    public static bool TryRead(ReadOnlySpan<byte> bytes, int lengthMax, out string text)
    {
        text = "";
        if (bytes.Length > lengthMax || bytes.Contains((byte)0) || !System.Text.Unicode.Utf8.IsValid(bytes)) return false;
        text = s_strict.GetString(bytes);
        return true;
    }
}
