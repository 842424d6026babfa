namespace Parlance.Irc.Queries;

/// <summary>The second parameter of WHO: flags, and after <c>%</c> the fields wanted and a token (IRCv3 WHOX).</summary>
public sealed class WhoForm
{
    /// <summary>The fields there are, in the order in which a reply has them.</summary>
    public const string FieldsInOrder = "tcuihsnfdlaor";

    private const int TokenDigitsMax = 3;

    private WhoForm(bool operatorsOnly, string? fields, string token) => (OperatorsOnly, Fields, Token) = (operatorsOnly, fields, token);

    public bool OperatorsOnly { get; }

    /// <summary>The fields asked for, in reply order; null: the plain reply (352).</summary>
    public string? Fields { get; }

    /// <summary>What the client wants to find again in each reply: up to three digits.</summary>
    public string Token { get; }

    public static WhoForm Read(string text)
    {
        var percent = text.IndexOf('%', StringComparison.Ordinal);
        var flags = percent < 0 ? text : text[..percent];
        var operatorsOnly = flags.Contains('o', StringComparison.OrdinalIgnoreCase);
        if (percent < 0) return new(operatorsOnly, null, "");
        var fields = text[(percent + 1)..];
        var comma = fields.IndexOf(',', StringComparison.Ordinal);
        var token = comma < 0 ? "" : fields[(comma + 1)..];
        if (comma >= 0) fields = fields[..comma];
        if (token.Length is 0 or > TokenDigitsMax || !token.All(char.IsAsciiDigit)) token = "0";
        return new(operatorsOnly, string.Concat(FieldsInOrder.Where(fields.Contains)), token);
    }
}
