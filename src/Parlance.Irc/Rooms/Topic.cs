using System.Text;
using Parlance.Domain.Rooms;
using Parlance.Engine;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Rooms;

/// <summary><c>TOPIC &lt;channel&gt; [&lt;topic&gt;]</c>: RFC 2812 §3.2.4.</summary>
public sealed class TopicCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("TOPIC", ParamsMin: 1, Syntax: "<channel> [<topic>]", Help: "Shows or sets a channel's topic.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var name = Encoding.UTF8.GetString(line[0]);
        if (client.RoomOf(line[0]) is not { } room || (line.Count == 1 && !client.CanSee(room))) client.Reply(Numerics.NoSuchChannel, name);
        else if (line.Count == 1) client.ShowTopic(room);
        else if (client.Dialect.Spam.Bars(client, Domain.Operators.SpamTargets.Topic, line[1], out var reason)) client.ReplyText(Numerics.ChanOpPrivsNeeded, reason, name);
        else if (client.Node.Ask(client, room, new SetTopic(Encoding.UTF8.GetString(line[1]))) is { } refusal) client.Refuse(refusal, "TOPIC", name);
    }
}

public sealed class TopicSetVoice : IIrcVoice<TopicSet>
{
    public static void Say(TopicSet happened, in Utterance what, IrcPen pen) =>
        pen.About(what, what.By).From(what.By, what.Node.Settings.Server.Name).Word("TOPIC"u8).Channel(what.Room!.Name).Trail(happened.Text).End();
}
