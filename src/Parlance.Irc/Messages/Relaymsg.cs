using System.Text;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Messages;

/// <summary><c>RELAYMSG &lt;channel&gt; &lt;nick&gt; &lt;text&gt;</c>: a bridge with operator rank says what somebody elsewhere said (draft/relaymsg). Their nick has a sign that no user's has.</summary>
public sealed class RelaymsgCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("RELAYMSG", ParamsMin: 3, Syntax: "<channel> <nick> <text>", Help: "Says something in the name of somebody on another network.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var settings = client.Node.Settings.RelayMessage;
        var nick = Encoding.UTF8.GetString(line[1]);
        if (!settings.Enabled) client.Fail("RELAYMSG", "NOT_ENABLED", "RELAYMSG is turned off on this server");
        else if (client.RoomOf(line[0]) is not { } room) client.Reply(Numerics.NoSuchChannel, Encoding.UTF8.GetString(line[0]));
        else if (!(client.User!.In(room)?.Rank >= Rank.Operator)) client.Fail("RELAYMSG", "PRIVS_NEEDED", "Only channel operators may relay messages", "#" + room.Name);
        else if (line[2].IsEmpty) client.Fail("RELAYMSG", "BLANK_MSG", "The message is empty");
        else if (!IsRelayed(client, nick, settings.Separators)) client.Fail("RELAYMSG", "INVALID_NICK", $"A relayed nick needs one of {settings.Separators} and nothing that a nick may not have", "#" + room.Name);
        else Messaging.To(client, line[0], new(MessageKind.Say, "RELAYMSG", client.Dialect.Keep(line[2]), client.Dialect.KeepClientTags(line.Tags), RelayedAs: nick));
    }

    /// <summary>With a separator, and a nick without it. So no user can be impersonated.</summary>
    private static bool IsRelayed(IrcSession client, string nick, string separators) =>
        nick.AsSpan().ContainsAny(separators) && client.Node.Names.TryNick(string.Concat(nick.Where(c => !separators.Contains(c, StringComparison.Ordinal))), client.Node.Limits.NickLength, out _, out _)
        && nick.Length <= client.Node.Limits.NickLength;
}
