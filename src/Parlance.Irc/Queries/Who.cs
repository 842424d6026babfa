using Parlance.Domain.Masks;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Modes;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>WHO &lt;mask&gt; [o][%&lt;fields&gt;[,&lt;token&gt;]]</c>: RFC 2812 §3.6.1, IRCv3 WHOX.</summary>
public sealed class WhoCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("WHO", ParamsMin: 1, Cost: 3, Syntax: "<channel|nickname|mask> [o][%tcuihsnfdlaor[,<token>]]",
        Help: "Lists the users in a channel, one user, or those whose nick, user name, host, server or real name fits a mask.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var mask = line.Text(0);
        client.Answer(new WhoAnswer(client, mask.Length == 0 ? "*" : mask, WhoForm.Read(line.Text(1))).Slices());
    }
}

/// <summary>One WHO and its replies, in slices.</summary>
internal sealed class WhoAnswer(IrcSession client, string mask, WhoForm form)
{
    /// <summary>Users looked at in one slice.</summary>
    public const int SliceMax = 500;

    /// <summary>What a word that is no nick must hold to be a mask.</summary>
    private static readonly char[] PatternMarks = ['*', '?', '.', '@', ':'];

    private readonly Sight _sight = new(client);

    public IEnumerable<int> Slices()
    {
        if (mask[0] == '#')
        {
            if (client.RoomOf(mask) is { } room && _sight.Sees(room))
                foreach (var slice in Members(room)) yield return slice;
        }
        else if (client.UserOf(mask) is { } user) Show(user, null);
        else if (mask == "0" || mask.IndexOfAny(PatternMarks) >= 0)
            foreach (var slice in Matches(mask == "0" ? "*" : mask)) yield return slice;

        client.Reply(Numerics.EndOfWho, Words.Echo(mask));
    }

    private IEnumerable<int> Members(Room room)
    {
        var looked = 0;
        foreach (var member in room.Count <= SliceMax ? (IEnumerable<Member>)room.Members : [.. room.Members])
        {
            if (looked >= SliceMax && !ReferenceEquals(room.MemberOf(member.User.Uid), member)) continue;
            if (_sight.Sees(member)) Show(member.User, member);
            if (++looked % SliceMax == 0 && room.Count > SliceMax) yield return looked;
        }
    }

    private IEnumerable<int> Matches(string pattern)
    {
        if (!Mask.TryParse(pattern, out var glob)) yield break;
        var everybody = pattern == "*";
        var here = everybody || glob.Matches(client.ServerName);
        var looked = 0;
        var all = client.Dialect.AllUsers();
        foreach (var user in all)
        {
            if (looked >= SliceMax && client.Node.UserOf(user.Uid) != user) continue;
            if ((here || Fits(glob, user)) && _sight.Finds(user)) Show(user, null);
            if (++looked % SliceMax == 0 && looked < all.Length) yield return looked;
        }
    }

    private bool Fits(Mask glob, User user) =>
        glob.Matches(user.Nick) || glob.Matches(user.Ident) || glob.Matches(user.Host) || glob.Matches(user.RealName) ||
        (mask.Contains('@', StringComparison.Ordinal) && (glob.Matches($"{user.Ident}@{user.Host}") || glob.Matches($"{user.Nick}!{user.Ident}@{user.Host}"))) ||
        (_sight.SeesHosts && (glob.Matches(user.RealHost) || glob.Matches(user.Address)));

    private void Show(User user, Member? member)
    {
        if (form.OperatorsOnly && !_sight.SeesStanding(user)) return;
        member ??= user.Memberships.Find(m => _sight.SeesOf(user, m));
        if (form.Fields is { } fields) ShowFields(user, member, fields);
        else ShowPlain(user, member);
    }

    private void ShowPlain(User user, Member? member)
    {
        var pen = client.StartReply(Numerics.WhoReply);
        Channel(pen, member).Word(user.Ident).Word(user.Host).Word(client.ServerName).Word(user.Nick);
        Flags(pen, user, member).Trail("0 "u8).Add(user.RealName).End();
        client.Flush(pen);
    }

    private void ShowFields(User user, Member? member, string fields)
    {
        var pen = client.StartReply(Numerics.WhoSpecialReply);
        foreach (var field in fields)
            _ = field switch
            {
                't' => pen.Word(form.Token),
                'c' => Channel(pen, member),
                'u' => pen.Word(user.Ident),
                'i' => pen.Word(_sight.SeesHostsOf(user) ? Words.Address(user.Address) : "255.255.255.255"),
                'h' => pen.Word(user.Host),
                's' => pen.Word(client.ServerName),
                'n' => pen.Word(user.Nick),
                'f' => Flags(pen, user, member),
                'd' => pen.Word("0"u8),
                'l' => pen.Word(_sight.SeesIdle(user) ? client.Dialect.IdleSeconds(user) : 0),
                'a' => pen.Word(user.Account ?? "0"),
                'o' => pen.Word("n/a"u8),
                _ => pen.Trail(user.RealName),
            };
        pen.End();
        client.Flush(pen);
    }

    private static IrcPen Channel(IrcPen pen, Member? member) => member is null ? pen.Word("*"u8) : pen.Channel(member.Room.Name);

    /// <summary>Here or gone, staff, ranks in the channel shown, bot (Modern IRC, RPL_WHOREPLY).</summary>
    private IrcPen Flags(IrcPen pen, User user, Member? member)
    {
        pen.Word(user.Away is null ? "H"u8 : "G"u8);
        if (_sight.SeesStanding(user)) pen.Add("*"u8);
        if (member is not null) pen.Add(ChannelModes.PrefixesOf(member, client.Has(Capability.MultiPrefix)));
        if (user.IsBot) pen.Add("B"u8);
        return pen;
    }
}
