using System.Text;

namespace Parlance.Engine.Security.Sasl;

/// <summary>The client's first message (RFC 5802 section 7, <c>client-first-message</c>).</summary>
/// <param name="Header">The <c>gs2-header</c>, which the second message repeats.</param>
/// <param name="Binding"><c>n</c>, <c>y</c>, or <c>p=</c> and the binding's name.</param>
/// <param name="Authorization">Whom it wants to be; empty: itself.</param>
/// <param name="Bare">What is signed of it.</param>
/// <param name="Name">The user's name, unescaped.</param>
/// <param name="Nonce">The client's part of the nonce.</param>
internal sealed record ScramFirst(string Header, string Binding, string Authorization, string Bare, string Name, string Nonce)
{
    /// <summary>Characters of a nonce.</summary>
    public const int NonceMax = 256;

    /// <summary>Null: it is not one.</summary>
    public static ScramFirst? Parse(string text)
    {
        var parts = text.Split(',', 3);
        if (parts.Length < 3 || !(parts[0] is "n" or "y" || (parts[0].StartsWith("p=", StringComparison.Ordinal) && parts[0].Length > 2))) return null;
        if (parts[1].Length > 0 && !parts[1].StartsWith("a=", StringComparison.Ordinal)) return null;
        var authorization = "";
        if (parts[1].Length > 0 && !TryUnescape(parts[1][2..], out authorization)) return null;

        // An extension we must know (m=) would stand first: it is none of ours.
        var bare = parts[2];
        var attributes = bare.Split(',');
        if (attributes.Length < 2 || !attributes[0].StartsWith("n=", StringComparison.Ordinal) || !attributes[1].StartsWith("r=", StringComparison.Ordinal)) return null;
        if (!TryUnescape(attributes[0][2..], out var name) || name.Length == 0 || !IsNonce(attributes[1][2..])) return null;
        return new($"{parts[0]},{parts[1]},", parts[0], authorization, bare, name, attributes[1][2..]);
    }

    private static bool IsNonce(string text) => text.Length is > 0 and <= NonceMax && text.All(c => c is >= '!' and <= '~' and not ',');

    /// <summary><c>=2C</c> is a comma and <c>=3D</c> an equals sign; no other escape exists.</summary>
    private static bool TryUnescape(string text, out string plain)
    {
        plain = text;
        if (!text.Contains('=', StringComparison.Ordinal)) return true;
        var words = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
            {
                words.Append(text[i]);
                continue;
            }

            if (string.CompareOrdinal(text, i, "=2C", 0, 3) == 0) words.Append(',');
            else if (string.CompareOrdinal(text, i, "=3D", 0, 3) == 0) words.Append('=');
            else return false;
            i += 2;
        }

        plain = words.ToString();
        return true;
    }
}

/// <summary>The client's second message (RFC 5802 section 7, <c>client-final-message</c>).</summary>
/// <param name="Channel">The first message's header and the channel's binding.</param>
/// <param name="Nonce">Both parts.</param>
/// <param name="Proof">The proof.</param>
/// <param name="WithoutProof">What is signed of it.</param>
internal sealed record ScramFinal(byte[] Channel, string Nonce, byte[] Proof, string WithoutProof)
{
    /// <summary>Null: it is not one.</summary>
    public static ScramFinal? Parse(string text)
    {
        var proofAt = text.LastIndexOf(",p=", StringComparison.Ordinal);
        if (proofAt < 0) return null;
        var attributes = text[..proofAt].Split(',');
        if (attributes.Length < 2 || !attributes[0].StartsWith("c=", StringComparison.Ordinal) || !attributes[1].StartsWith("r=", StringComparison.Ordinal)) return null;
        return TryBase64(attributes[0][2..], out var channel) && TryBase64(text[(proofAt + 3)..], out var proof) ? new(channel, attributes[1][2..], proof, text[..proofAt]) : null;
    }

    private static bool TryBase64(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        var good = Convert.TryFromBase64String(text, bytes, out var length);
        bytes = bytes[..length];
        return good;
    }
}
