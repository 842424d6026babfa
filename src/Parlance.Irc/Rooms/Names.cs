using System.Text;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Rooms;

/// <summary><c>NAMES &lt;channel&gt;</c>: RFC 2812 §3.2.5. Without a channel it tells nothing, as Modern IRC allows.</summary>
public sealed class NamesCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("NAMES", Cost: 2, Syntax: "<channel>", Help: "Shows who is in a channel.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var name = line.Count > 0 ? Encoding.UTF8.GetString(line[0]).Split(',')[0] : "*";
        if (client.RoomOf(name) is { } room && client.CanSee(room)) client.ShowNames(room);
        else client.Reply(Numerics.EndOfNames, name);
    }
}
