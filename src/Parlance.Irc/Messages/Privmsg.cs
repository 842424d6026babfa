using Parlance.Domain.Messages;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Messages;

/// <summary><c>PRIVMSG &lt;target&gt;{,&lt;target&gt;} &lt;text&gt;</c>: RFC 2812 §3.3.1.</summary>
public sealed class PrivmsgCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("PRIVMSG", Syntax: "<target>{,<target>} <text>", Help: "Says something to a channel or a user.");

    public static void Handle(IrcSession client, in IrcLine line) => Messaging.Send(client, line, MessageKind.Say, "PRIVMSG");
}

/// <summary><c>NOTICE &lt;target&gt;{,&lt;target&gt;} &lt;text&gt;</c>: RFC 2812 §3.3.2. Nobody is told that it did not arrive.</summary>
public sealed class NoticeCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("NOTICE", Syntax: "<target>{,<target>} <text>", Help: "Says something that asks for no answer.");

    public static void Handle(IrcSession client, in IrcLine line) => Messaging.Send(client, line, MessageKind.Notice, "NOTICE");
}

/// <summary><c>TAGMSG &lt;target&gt;{,&lt;target&gt;}</c>: only tags, such as typing or a reaction (IRCv3 message-tags).</summary>
public sealed class TagmsgCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("TAGMSG", ParamsMin: 1, Cost: 0.5, Syntax: "<target>{,<target>}", Help: "Sends tags without a text.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (client.Has(Capability.MessageTags)) Messaging.Send(client, line, MessageKind.Tags, "TAGMSG");
        else client.Reply(Numerics.UnknownCommand, "TAGMSG");
    }
}
