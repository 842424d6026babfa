using System.Text;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// The envelope's parts that share a column. <c>ctx</c> is <c>dot|basis|context</c>, each may be empty; the third part is there when the event names what its
/// origin had seen. <c>via</c> is <c>oper</c> and <c>account:NAME</c>, in this order, parted by a space. Both are null when there is nothing to say.
/// </summary>
internal static class EnvelopeText
{
    private const string Oper = "oper";
    private const string Account = "account:";

    /// <summary>Writes <c>ctx</c>; returns its length, 0 for none. Only a context that was stated may not fit: then -1, and the caller takes <see cref="ContextOf"/>.</summary>
    public static int WriteContext(in Envelope at, Span<byte> to)
    {
        if (at.Context is not null) return -1;
        if (at.Dot.IsNone && at.Basis.IsNone) return 0;

        var length = at.Dot.IsNone ? 0 : IdText.Write(at.Dot, to);
        to[length++] = (byte)'|';
        return at.Basis.IsNone ? length : length + IdText.Write(at.Basis, to[length..]);
    }

    public static byte[] ContextOf(in Envelope at) => Encoding.UTF8.GetBytes($"{at.Dot}|{at.Basis}|{at.Context}");

    public static byte[]? ViaOf(Actor by) =>
        by.Account is null ? by.AsOperator ? "oper"u8.ToArray() : null : Encoding.UTF8.GetBytes((by.AsOperator ? $"{Oper} " : "") + Account + by.Account);

    public static (Dot Dot, Dot Basis, VersionVector? Context) ReadContext(string? text)
    {
        if (string.IsNullOrEmpty(text)) return default;

        var parts = text.Split('|');
        if (parts.Length is < 2 or > 3) throw new FormatException($"ctx '{text}' is not dot|basis|context.");
        return (ReadDot(parts[0]), ReadDot(parts[1]), parts.Length == 3 ? VersionVector.Parse(parts[2]) : null);
    }

    public static Actor ReadActor(Uid uid, string? via)
    {
        if (via is null) return new(uid);

        var oper = via == Oper || via.StartsWith(Oper + ' ', StringComparison.Ordinal);
        var rest = oper ? via[Math.Min(Oper.Length + 1, via.Length)..] : via;
        if (rest.Length > 0 && !rest.StartsWith(Account, StringComparison.Ordinal)) throw new FormatException($"via '{via}' is not 'oper account:NAME'.");
        return new(uid, rest.Length > 0 ? rest[Account.Length..] : null, oper);
    }

    private static Dot ReadDot(string text) => text.Length == 0 ? default : Dot.TryParse(text, out var dot) ? dot : throw new FormatException($"'{text}' is not a dot.");
}
