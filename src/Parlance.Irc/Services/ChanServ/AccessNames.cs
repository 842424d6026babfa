using Parlance.Domain.Rooms;

namespace Parlance.Irc.Services.ChanServ;

/// <summary>Levels of access in words.</summary>
internal static class AccessNames
{
    public const string All = "owner, admin, op, halfop, voice, member";

    public static string Of(Access level) => level switch
    {
        Access.Owner => "owner",
        Access.Admin => "admin",
        Access.Operator => "op",
        Access.HalfOperator => "halfop",
        Access.Voice => "voice",
        Access.Member => "member",
        _ => "none",
    };

    /// <summary>The level that a word means; null: none.</summary>
    public static Access? Find(string word) => word.ToUpperInvariant() switch
    {
        "OWNER" or "FOUNDER" or "Q" => Access.Owner,
        "ADMIN" or "A" => Access.Admin,
        "OP" or "OPERATOR" or "O" => Access.Operator,
        "HALFOP" or "H" => Access.HalfOperator,
        "VOICE" or "V" => Access.Voice,
        "MEMBER" => Access.Member,
        _ => null,
    };
}
