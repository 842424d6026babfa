using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Engine.Security.Sasl;
using Parlance.Irc.Accounts;

namespace Parlance.Irc;

/// <summary>What a session has to do with accounts.</summary>
public sealed partial class IrcSession
{
    private bool? _gatewaySecure;

    /// <summary>The log-in under way; null: none.</summary>
    public SaslDialogue? Sasl { get; set; }

    /// <summary>A REGISTER is being carried out; one at a time.</summary>
    public bool IsMakingAccount { get; set; }

    /// <summary>The account's name it is logged in to; null: none.</summary>
    public string? AccountNow => User is { } user ? user.Account : Registration?.Account?.Name;

    /// <summary>Who wants to log in: a gateway's certificate and channel are not its client's.</summary>
    public SaslClient SaslClient => GatewaySecure is { } secure ? new(Connection, secure, IsDirect: false) : SaslClient.Of(Connection);

    private bool? GatewaySecure => Registration is { Address: not null } pending ? pending.GatewaySecure : _gatewaySecure;

    /// <summary>It proved to own the account: at once if it is registered, else when it is. It is told (RPL_LOGGEDIN).</summary>
    /// <returns>Null: done.</returns>
    public Refusal? LogIn(Account account)
    {
        if (Registration is { } pending) pending.Account = account;
        else if (Node.LogIn(this, Dialect.Name, account) is { } refusal) return refusal;
        ReplyText(Numerics.LoggedIn, $"You are now logged in as {account.Name}", Mask, account.Name);
        return null;
    }

    /// <summary>The log-in under way is given up, by the client or because it goes on without.</summary>
    public void AbortSasl()
    {
        if (Sasl is null) return;
        DropSasl();
        Reply(Numerics.SaslAborted);
    }

    /// <summary>Whatever comes of the log-in under way, nobody hears of it.</summary>
    internal void DropSasl()
    {
        if (Sasl is not { } dialogue) return;
        if (dialogue.Exchange.IsPending && Registration is { } pending) pending.Pending--;
        dialogue.Exchange.Abort();
        Sasl = null;
    }

    private string Mask => User is { } user ? $"{user.Nick}!{user.Ident}@{user.Host}" : $"{Nick}!{Registration?.Ident ?? "*"}@{Connection.Peer.Address}";

    internal void LoggedOut() => Reply(Numerics.LoggedOut, Mask);
}
