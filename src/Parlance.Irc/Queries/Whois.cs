using System.Globalization;
using Parlance.Domain.Users;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Modes;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>WHOIS [&lt;server|nickname&gt;] &lt;nickname&gt;</c>: RFC 2812 §3.6.2. Of a list of nicks the first is answered (TARGMAX WHOIS:1).</summary>
public sealed class WhoisCommand : IIrcCommand
{
    private const int RoomsBytesMax = 380;

    public static Verb Verb { get; } = new("WHOIS", Cost: 2, Syntax: "[<server|nickname>] <nickname>", Help: "Shows what is known of a user.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var asked = line.Text(line.Count > 1 ? 1 : 0);
        if (asked.Length == 0)
        {
            client.Reply(Numerics.NoNicknameGiven);
            return;
        }

        if (line.Count < 2 || !client.AsksElsewhere(line, 0))
        {
            var nick = asked.Split(',')[0];
            if (client.UserOf(nick) is { } user) Show(client, user, new Sight(client));
            else if (client.Dialect.Services.Find(System.Text.Encoding.UTF8.GetBytes(nick)) is { } service) Show(client, service);
            else client.Reply(Numerics.NoSuchNick, Words.Echo(nick));
        }

        client.Reply(Numerics.EndOfWhois, Words.Echo(asked));
    }

    private static void Show(IrcSession client, Services.PseudoUser service)
    {
        client.ReplyText(Numerics.WhoisUser, service.About, service.Nick, service.Nick, client.ServerName, "*");
        client.ReplyText(Numerics.WhoisServer, client.Node.Settings.Server.Description, service.Nick, client.ServerName);
        client.ReplyText(Numerics.WhoisOperator, "is a network service", service.Nick);
    }

    private static void Show(IrcSession client, User user, Sight sight)
    {
        var nick = user.Nick;
        client.ReplyText(Numerics.WhoisUser, user.RealName, nick, user.Ident, user.Host, "*");
        ShowPrivate(client, user, sight);
        ShowRooms(client, user, sight);
        client.ReplyText(Numerics.WhoisServer, client.Node.Settings.Server.Description, nick, client.ServerName);
        if (user.Away is { } away) client.ReplyText(Numerics.Away, away, nick);
        if (sight.SeesStanding(user)) client.ReplyText(Numerics.WhoisOperator, StandingOf(client, user.Operator!), nick);
        if (user.IsBot) client.ReplyText(Numerics.WhoisBot, $"is a Bot on {client.Node.Settings.Server.Network}", nick);
        if (user.Account is { } account) client.Reply(Numerics.WhoisAccount, nick, account);
        if (user.Secure) client.Reply(Numerics.WhoisSecure, nick);
        if (sight.SeesIdle(user))
            client.Reply(Numerics.WhoisIdle, nick, client.Dialect.IdleSeconds(user).ToString(CultureInfo.InvariantCulture), user.Since.Seconds.ToString(CultureInfo.InvariantCulture));
        if (client.Has(Capability.Metadata)) ShowMetadata(client, user);
    }

    /// <summary>What only the user and staff with <c>see-hosts</c> are shown.</summary>
    private static void ShowPrivate(IrcSession client, User user, Sight sight)
    {
        if (!sight.SeesHostsOf(user)) return;
        var address = Words.Address(user.Address);
        client.ReplyText(Numerics.WhoisHost, $"is connecting from {user.Ident}@{user.RealHost} {address}", user.Nick);
        client.Reply(Numerics.WhoisActually, user.Nick, $"{user.Ident}@{user.RealHost}", address);
        if (!ReferenceEquals(user, client.User) && client.Dialect.SessionsOf(user).Select(s => s.ListedIn).FirstOrDefault(z => z is not null) is { } zone) client.ReplyText(Numerics.WhoisSpecial, $"is listed in {zone}", user.Nick);
        client.ReplyText(Numerics.WhoisModes, $"is using modes {UserModes.Of(user)}", user.Nick);
        if (user.CertificateFingerprint is { } fingerprint) client.ReplyText(Numerics.WhoisCertificate, $"has client certificate fingerprint {fingerprint}", user.Nick);
    }

    private static void ShowRooms(IrcSession client, User user, Sight sight)
    {
        IrcPen? pen = null;
        var bytes = 0;
        foreach (var membership in user.Memberships)
        {
            if (!sight.SeesOf(user, membership)) continue;
            if (pen is null) pen = client.StartReply(Numerics.WhoisChannels).Word(user.Nick).Trail(default(ReadOnlySpan<byte>));
            else pen.Add(" "u8);
            var prefixes = ChannelModes.PrefixesOf(membership, client.Has(Capability.MultiPrefix));
            pen.Add(prefixes).Add("#"u8).Add(membership.Room.Name);
            bytes += prefixes.Length + 2 + System.Text.Encoding.UTF8.GetByteCount(membership.Room.Name);
            if (bytes < RoomsBytesMax - client.Node.Limits.RoomLength) continue;
            pen.End();
            client.Flush(pen);
            pen = null;
            bytes = 0;
        }

        if (pen is null) return;
        pen.End();
        client.Flush(pen);
    }

    /// <summary>The keys the client follows.</summary>
    private static void ShowMetadata(IrcSession client, User user)
    {
        foreach (var (key, value) in user.Metadata ?? [])
            if (client.Dialect.Subscriptions.Wants(client, key)) client.ReplyText(Numerics.WhoisKeyValue, value, user.Nick, key, "*");
    }

    private static string StandingOf(IrcSession client, OperatorGrant grant) =>
        client.Node.Settings.OperatorClasses.FirstOrDefault(c => c.Name == grant.Class)?.WhoisLine ?? "is an IRC operator";
}
