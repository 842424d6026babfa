using Parlance.Domain;

namespace Parlance.Irc.Services;

/// <summary>Services' words for refusals: sentences.</summary>
internal static class ServiceRefusals
{
    /// <param name="refusal">Why not.</param>
    /// <param name="about">What it concerns: a channel or an account.</param>
    public static string WordsFor(Refusal refusal, string about)
    {
        var detail = refusal.Detail ?? about;
        return refusal.Code switch
        {
            RefusalCode.RegisteredOnly => "You need an account for that: log in first.",
            RefusalCode.OperatorsOnly => "Only staff register channels here.",
            RefusalCode.AlreadyRegistered => $"{about} is registered already.",
            RefusalCode.NotRegistered => $"{about} is not registered.",
            RefusalCode.RankTooLow => $"Your access in {about} does not allow that.",
            RefusalCode.TargetOutranks => $"{detail} has too high a standing in {about} for you to do that.",
            RefusalCode.LastOwner => $"{detail} is the only owner of {about}, and a channel keeps one.",
            RefusalCode.NoSuchAccount => $"There is no account {detail}.",
            RefusalCode.UserNotInRoom => $"{detail} is not in {about}.",
            RefusalCode.ListFull => $"The list of {about} is full.",
            RefusalCode.TooMany => $"There are too many: {detail}.",
            RefusalCode.TooLong => $"That is longer than {detail}.",
            RefusalCode.BadParameter => $"That cannot be a value of {detail}.",
            RefusalCode.StorageDown => $"The server cannot store changes just now: {refusal.Detail}",
            RefusalCode.BadAccountName => $"{detail} cannot be an account's name.",
            RefusalCode.AccountExists => $"There is an account {detail} already.",
            RefusalCode.NickReserved => $"{detail} is reserved.",
            RefusalCode.BadPassword => $"A password has 1 to {detail} bytes and no control characters.",
            RefusalCode.AccountSuspended => $"The account is suspended: {detail}",
            _ => $"Refused ({refusal.Code}): {detail}",
        };
    }
}
