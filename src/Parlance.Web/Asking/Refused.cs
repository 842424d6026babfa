using Parlance.Domain;
using Parlance.Web.Http;

namespace Parlance.Web.Asking;

/// <summary>HTTP's words for refusals.</summary>
internal static class Refused
{
    public static Problem Of(Refusal refusal) => new(StatusOf(refusal.Code), CodeOf(refusal.Code), Words(refusal));

    private static int StatusOf(RefusalCode code) => code switch
    {
        RefusalCode.NoSuchUser or RefusalCode.NoSuchRoom or RefusalCode.UserNotInRoom or RefusalCode.NothingToDo or RefusalCode.NoSuchMessage or RefusalCode.NoSuchAccount => 404,
        RefusalCode.BadParameter or RefusalCode.BadMode or RefusalCode.BadNick or RefusalCode.BadRoomName or RefusalCode.TooLong or RefusalCode.BadAccountName or RefusalCode.BadPassword => 422,
        RefusalCode.OperatorsOnly or RefusalCode.RankTooLow or RefusalCode.TargetOutranks or RefusalCode.NotYours => 403,
        RefusalCode.StorageDown => 503,
        _ => 409,
    };

    private static string Words(Refusal refusal) => refusal.Code switch
    {
        RefusalCode.NoSuchUser => "There is no such user.",
        RefusalCode.NoSuchRoom => "There is no such room.",
        RefusalCode.NoSuchAccount => "There is no such account.",
        RefusalCode.BadAccountName => $"'{refusal.Detail}' cannot be an account's name.",
        RefusalCode.BadPassword => $"A password has 1 to {refusal.Detail} bytes and no control characters.",
        RefusalCode.AccountExists => $"There is an account {refusal.Detail}, or its name is held since it was removed.",
        RefusalCode.UserNotInRoom => "The user is not in the room.",
        RefusalCode.NothingToDo => $"There is nothing like that: {refusal.Detail}.",
        RefusalCode.TooWide => $"{refusal.Detail} would hit very many; to insist, say \"force\": true.",
        RefusalCode.StorageDown => $"The server cannot store changes just now: {refusal.Detail}",
        RefusalCode.TooLong => $"The text is longer than {refusal.Detail}.",
        RefusalCode.BadParameter => $"'{refusal.Detail}' cannot be used there.",
        RefusalCode.BadMode => $"'{refusal.Detail}' is no mode.",
        RefusalCode.TooMany or RefusalCode.ListFull => $"There are too many: {refusal.Detail}.",
        _ => refusal.Detail is null ? $"Refused: {CodeOf(refusal.Code)}." : $"Refused: {CodeOf(refusal.Code)}, {refusal.Detail}.",
    };

    /// <summary><c>NoSuchUser</c> is <c>no-such-user</c>.</summary>
    private static string CodeOf(RefusalCode code) => string.Concat(code.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
