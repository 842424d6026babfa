using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Messages;
using Parlance.Domain.Names;
using Parlance.Domain.Operators;
using Parlance.Domain.Users;
using Parlance.Engine.Words;

namespace Parlance.Engine;

/// <summary>Whether one may write to another: one answer for all dialects.</summary>
public sealed partial class Node
{
    private const UserFlags DirectFlags = UserFlags.RegisteredOnly | UserFlags.SecureOnly | UserFlags.NoCtcp | UserFlags.CallerId;

    /// <summary>The domain of accounts, as it compares.</summary>
    public string AccountDomain { get; private set; } = "";

    /// <summary>The domain of those without an account (ARCHITECTURE §8, Guests), as it compares.</summary>
    public string GuestDomain { get; private set; } = "";

    private void TakeDomains() => (AccountDomain, GuestDomain) = (AsItCompares(Settings.Server.Domain), AsItCompares(Settings.Server.GuestsDomain));

    private static string AsItCompares(string domain) => AddressParts.TryDomain(domain, out var prepared) ? prepared : domain;

    /// <summary>An account's bare address: the same for XMPP, block lists and rosters.</summary>
    public string AddressOf(Account account) => Circumstances().AddressOf(account);

    /// <summary>A user's bare address: the account's, or a guest's for as long as they are here.</summary>
    public string AddressOf(User user) => user.AccountFolded is { } account ? $"{account}@{AccountDomain}" : $"{user.Uid.ToString().ToLowerInvariant()}@{GuestDomain}";

    /// <summary>The account a user is here as; null: a guest.</summary>
    public Account? AccountOf(User user) => !user.AccountId.IsNone && State.Accounts.TryGet(user.AccountId, out var account) ? account : null;

    /// <summary>Why a text does not arrive. What a spam filter does about it is done.</summary>
    /// <param name="by">Who says it.</param>
    /// <param name="to">To whom; null: the account is not here.</param>
    /// <param name="account">The receiver's account; null: a guest.</param>
    /// <param name="kind">What kind of words.</param>
    /// <param name="text">The words.</param>
    /// <param name="reason">For the sender, if a spam filter holds it back.</param>
    /// <param name="resource">The XMPP resource it comes from; null: none.</param>
    public DirectBar BarDirect(Session by, User? to, Account? account, MessageKind kind, ReadOnlySpan<byte> text, out string reason, string? resource = null)
    {
        reason = "";
        var sender = by.User!;
        if (Doors.BarsDirect(State, sender, to)) return DirectBar.StaffOnly;
        if (!text.IsEmpty && Spam.Bars(by, kind == MessageKind.Notice ? SpamTargets.Notice : SpamTargets.Private, text, out reason)) return DirectBar.Spam;
        if (ReferenceEquals(sender, to) || (account is not null && sender.AccountId == account.Id)) return DirectBar.None;
        if (Blocks(AccountOf(sender), account, to)) return DirectBar.BlockedByYou;
        if (Blocks(account, AccountOf(sender), sender, resource)) return DirectBar.Unheard;
        return to is null ? DirectBar.None : Barred(sender, to, text);
    }

    /// <summary>Whether an account has blocked somebody (XEP-0191).</summary>
    /// <param name="by">Whose list; null: a guest, who has none.</param>
    /// <param name="account">The other's account; null: a guest.</param>
    /// <param name="user">The other; null: not here.</param>
    /// <param name="resource">The other's resource; null: whichever.</param>
    public bool Blocks(Account? by, Account? account, User? user, string? resource = null) =>
        by is { Blocked.Count: > 0 } && by.Blocks(account is null ? AddressOf(user!) : AddressOf(account), resource);

    /// <summary>What the receiver's modes and lists keep from them: SILENCE, +R, +Z, +C and caller-id +g.</summary>
    private DirectBar Barred(User by, User to, ReadOnlySpan<byte> text)
    {
        var privacy = Privacies.Of(to);
        if (privacy?.Silences(by) == true) return DirectBar.Unheard;
        if ((by.Flags & UserFlags.SecureOnly) != 0 && !to.Secure) return DirectBar.YouAreSecureOnly;
        if ((to.Flags & DirectFlags) == 0 || privacy?.Accepts(by) == true) return DirectBar.None;
        if (to.Flags.HasFlag(UserFlags.RegisteredOnly) && by.Account is null) return DirectBar.RegisteredOnly;
        if (to.Flags.HasFlag(UserFlags.SecureOnly) && !by.Secure) return DirectBar.SecureOnly;
        if (to.Flags.HasFlag(UserFlags.NoCtcp) && Speak.IsCtcp(text)) return DirectBar.NoCtcp;
        return to.Flags.HasFlag(UserFlags.CallerId) ? DirectBar.CallerId : DirectBar.None;
    }
}
