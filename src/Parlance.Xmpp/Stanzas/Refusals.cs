using Parlance.Domain;

namespace Parlance.Xmpp.Stanzas;

/// <summary>XMPP's words for refusals: the condition of a stanza error, and where that says too little a text.</summary>
public static class Refusals
{
    public static StanzaError ErrorOf(Refusal refusal) => refusal.Code switch
    {
        RefusalCode.NoSuchUser or RefusalCode.NoSuchRoom or RefusalCode.NoSuchMessage or RefusalCode.NoSuchAccount or RefusalCode.UserNotInRoom or RefusalCode.RoomLocked => StanzaError.ItemNotFound,
        RefusalCode.BadRoomName or RefusalCode.BadNick or RefusalCode.BadAccountName or RefusalCode.BadPassword or RefusalCode.TextForbidden => StanzaError.NotAcceptable,
        RefusalCode.NickInUse or RefusalCode.NickReserved or RefusalCode.NickOwned or RefusalCode.RoomExists or RefusalCode.AccountExists or RefusalCode.AlreadyInRoom
            or RefusalCode.KeyAlreadySet or RefusalCode.TakenByAnother or RefusalCode.AlreadyRegistered or RefusalCode.NotRegistered or RefusalCode.LastOwner => StanzaError.Conflict,
        RefusalCode.NotInRoom or RefusalCode.NothingToDo => StanzaError.NotAcceptable,
        RefusalCode.RankTooLow or RefusalCode.OperatorsOnly or RefusalCode.NotYours or RefusalCode.CannotSpeak or RefusalCode.Banned or RefusalCode.AccountSuspended
            or RefusalCode.NickFrozen => StanzaError.Forbidden,
        RefusalCode.TargetOutranks or RefusalCode.NoKnock or RefusalCode.RoomIsOpen or RefusalCode.TooWide => StanzaError.NotAllowed,
        RefusalCode.RegisteredOnly or RefusalCode.InviteOnly => StanzaError.RegistrationRequired,
        RefusalCode.BadKey => StanzaError.NotAuthorized,
        RefusalCode.RoomFull => StanzaError.ServiceUnavailable,
        RefusalCode.NotAccepted => StanzaError.ServiceUnavailable,
        RefusalCode.TlsOnly or RefusalCode.TooLong => StanzaError.PolicyViolation,
        RefusalCode.JoinThrottled or RefusalCode.TooManyRooms or RefusalCode.ListFull or RefusalCode.StorageDown or RefusalCode.TooMany => StanzaError.ResourceConstraint,
        RefusalCode.BadMode or RefusalCode.BadParameter => StanzaError.BadRequest,
        _ => StanzaError.UndefinedCondition,
    };

    /// <summary>Null: the condition says it.</summary>
    public static string? TextOf(Refusal refusal) => refusal.Code switch
    {
        RefusalCode.StorageDown => $"The log cannot be written just now: {refusal.Detail}",
        RefusalCode.TooLong => $"At most {refusal.Detail}",
        RefusalCode.TlsOnly => "Only users on encrypted connections may",
        RefusalCode.JoinThrottled => "Too many joined in a short time",
        _ => refusal.Detail,
    };
}
