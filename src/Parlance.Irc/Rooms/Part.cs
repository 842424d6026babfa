using System.Text;
using Parlance.Domain.Rooms;
using Parlance.Engine;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Rooms;

/// <summary><c>PART &lt;channel&gt;{,&lt;channel&gt;} [&lt;reason&gt;]</c>: RFC 2812 §3.2.2.</summary>
public sealed class PartCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("PART", ParamsMin: 1, Syntax: "<channel>{,<channel>} [<reason>]", Help: "Leaves channels.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var reason = client.Dialect.Spam.Passed(client, Domain.Operators.SpamTargets.Part, line.Count > 1 ? Encoding.UTF8.GetString(line[1]) : null);
        foreach (var name in Encoding.UTF8.GetString(line[0]).Split(',', StringSplitOptions.RemoveEmptyEntries))
            if (client.RoomOf(name) is not { } room) client.Reply(Numerics.NoSuchChannel, name);
            else if (client.Node.Ask(client, room, new Part(reason)) is { } refusal) client.Refuse(refusal, "PART", name);
    }
}

public sealed class PartedVoice : IIrcVoice<MemberParted>
{
    public static void Say(MemberParted happened, in Utterance what, IrcPen pen)
    {
        pen.About(what, what.About).From(what.About, what.Node.Settings.Server.Name).Word("PART"u8).Channel(what.Room!.Name);
        if (!string.IsNullOrEmpty(happened.Reason)) pen.Trail(happened.Reason);
        pen.End();
    }
}
