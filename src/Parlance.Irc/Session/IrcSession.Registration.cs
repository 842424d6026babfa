using Parlance.Domain.Accounts;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Irc.Capabilities;

namespace Parlance.Irc;

/// <summary>From the first byte to the welcome, and keeping alive after it. RFC 2812 §3.1; Modern IRC, "Connection Registration".</summary>
public sealed partial class IrcSession
{
    private long _heardAt;
    private long _pingedAt;

    /// <summary>What is known of the client so far; null once it is registered.</summary>
    public Registration? Registration { get; private set; } = new();

    /// <summary>Tries to complete registration: called after every command that may have given the last missing piece.</summary>
    public void TryRegister()
    {
        if (Registration is not { IsComplete: true } pending || Dialect.Blocklists.Screens(this, pending)) return;
        if (pending.Account is { } owned && (owned.IsSuspended || !Node.State.Accounts.TryGet(owned.Id, out _))) pending.Account = null;
        if (IsRefused(pending)) return;
        var settings = Node.Settings;
        var address = pending.Address ?? Connection.Peer.Address;
        var cloak = Dialect.Cloaks.Of(address);
        var cloaked = cloak.Length > 0;
        var connected = new UserConnected
        {
            User = Node.NextUid(),
            Nick = pending.Nick!,
            NickFolded = pending.NickFolded!,
            Ident = pending.Ident!,
            Address = address.ToString(),
            RealHost = HostOf(address),
            CloakedHost = cloak,
            Host = cloaked ? cloak : HostOf(address),
            RealName = pending.RealName!,
            Flags = Modes.UserModes.Defaults(settings.Server.DefaultUserModes) | (cloaked ? UserFlags.Cloaked : UserFlags.None),
            Secure = pending.Address is null ? Connection.Peer.Secure : pending.GatewaySecure,
            CertificateFingerprint = pending.Address is null ? Connection.Peer.CertificateFingerprint : null,
            Account = pending.Account?.Name,
            AccountFolded = pending.Account?.Folded,
            AccountId = pending.Account?.Id,
        };
        if (IsRefused(connected)) return;

        var away = pending.Away;
        Dialect.Unclaim(this);
        _gatewaySecure = GatewaySecure;
        Registration = null;
        ActiveAt = Node.Now.Monotonic;
        if (connected.AccountFolded is { } account && Node.State.Users.TryAccount(account, out var user)) Node.Attach(this, user, "irc", null);
        else Node.Register(this, connected);

        IsShunned = Node.State.Bans.Shuns(Domain.Bans.BanSubject.Of(connected), Node.Now.Wall) is not null;
        if (User!.Operator is not null) Dialect.Staff.Add(this);
        Dialect.Welcome(this);
        Node.EnterRooms(this);
        if (away is not null) Node.SetAway(this, away);
    }

    /// <summary>Whether what it gave so far keeps it out; then it was told, and may be cut.</summary>
    private bool IsRefused(Registration pending)
    {
        var settings = Node.Settings;
        var password = Connection.Class.Password is { Length: > 0 } own ? own : settings.Server.Password;
        if (password.Length > 0 && !Secrets.Same(password, pending.Password))
        {
            Reply(Numerics.PasswordMismatch);
            Node.Disconnect(Connection, "Bad password");
        }
        else if (!settings.Accounts.Guests && pending.Account is null)
        {
            Fail("*", "ACCOUNT_REQUIRED", "You must log in with SASL to use this server");
            Node.Disconnect(Connection, "This server takes no guests");
        }
        else if (Node.State.Accounts.Reserves(pending.NickFolded!, pending.Account?.Id ?? default, settings.Accounts.NickReservation))
        {
            this.Refuse(new(Domain.RefusalCode.NickOwned, pending.Nick), "NICK");
            Dialect.Unclaim(this);
            (pending.Nick, pending.NickFolded) = (null, null);
        }
        else if (Node.State.Users.TryNick(pending.NickFolded!, out var holder) && (pending.Account is not { } owner || holder.AccountId != owner.Id))
        {
            Reply(Numerics.NicknameInUse, pending.Nick!);
            (pending.Nick, pending.NickFolded) = (null, null);
        }
        else if (pending.Account is { } account && Node.State.Users.TryAccount(account.Folded, out var user) && (!settings.Accounts.Multiclient || user.Sessions.Count >= Engine.Node.SessionsPerUserMax))
            Node.Disconnect(Connection, "The account has as many connections as it may have");
        else return false;
        return true;
    }

    /// <summary>Whether staff or the disk keeps it out.</summary>
    private bool IsRefused(UserConnected connected)
    {
        if (Dialect.Bars(connected) is { } reason)
        {
            ReplyText(Numerics.YoureBanned, $"You are banned from this server: {reason}");
            Node.Disconnect(Connection, "Banned");
        }
        else if (Node.IsStorageDown) Node.Disconnect(Connection, "The server cannot take new users just now; try again in a minute");
        else return false;
        return true;
    }

    /// <summary>An IPv6 address is written so that it never begins with a colon.</summary>
    private static string HostOf(System.Net.IPAddress address)
    {
        var text = address.ToString();
        return text[0] == ':' ? "0" + text : text;
    }

    public override long Check(in Moment now)
    {
        var limits = Node.Settings.Limits;
        if (User is null)
        {
            var until = _openedAt + (long)limits.RegistrationTimeout.TotalMilliseconds;
            if (now.Monotonic < until) return until;
            Node.Disconnect(Connection, "Registration timed out");
            return long.MaxValue;
        }

        var interval = (long)(Connection.Class.PingInterval ?? limits.PingInterval).TotalMilliseconds;
        var timeout = (long)(Connection.Class.PingTimeout ?? limits.PingTimeout).TotalMilliseconds;
        if (_pingedAt > _heardAt)
        {
            if (now.Monotonic >= _pingedAt + timeout)
            {
                Node.Disconnect(Connection, $"Ping timeout: {timeout / 1000} seconds");
                return long.MaxValue;
            }

            return _pingedAt + timeout;
        }

        if (now.Monotonic < _heardAt + interval) return _heardAt + interval;
        _pingedAt = now.Monotonic;
        var pen = StartLine();
        pen.Bare("PING"u8).Trail(ServerName).End();
        Flush(pen);
        return _pingedAt + timeout;
    }

    private readonly long _openedAt;

    /// <summary>What was said in the clear is void: it may have been put there by somebody else.</summary>
    public override void Secured()
    {
        _beginsTls = false;
        DropSasl();
        Dialect.Unclaim(this);
        Registration = Registration is null ? null : new();
    }
}

/// <summary>The pieces of a registration, as they come.</summary>
public sealed class Registration
{
    public string? Nick { get; set; }
    public string? NickFolded { get; set; }
    public string? Ident { get; set; }
    public string? RealName { get; set; }
    public string Password { get; set; } = "";
    public string? Away { get; set; }

    /// <summary>The account it proved to own (SASL); null: none yet.</summary>
    public Domain.Accounts.Account? Account { get; set; }

    /// <summary>CAP negotiation is under way: it ends with CAP END.</summary>
    public bool IsNegotiating { get; set; }

    /// <summary>Something is looked up first (a block list).</summary>
    public int Pending { get; set; }

    /// <summary>The address was looked up, or is being looked up.</summary>
    public bool IsScreened { get; set; }

    /// <summary>The client's address as a WEBIRC gateway gave it.</summary>
    public System.Net.IPAddress? Address { get; set; }
    public bool GatewaySecure { get; set; }

    public bool IsComplete => Nick is not null && Ident is not null && !IsNegotiating && Pending == 0;
}
