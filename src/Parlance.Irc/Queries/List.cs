using Parlance.Domain.Rooms;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>LIST [&lt;channel&gt;{,&lt;channel&gt;}] [&lt;condition&gt;{,&lt;condition&gt;}]</c>: RFC 2812 §3.2.6, Modern IRC ELIST.</summary>
public sealed class ListCommand : IIrcCommand
{
    /// <summary>Rooms looked at in one slice.</summary>
    public const int SliceMax = 500;

    public static Verb Verb { get; } = new("LIST", Cost: 4, Syntax: "[<channel>{,<channel>}] [<condition>{,<condition>}]",
        Help: "Lists channels. Conditions: >3 or <3 users, C>60 or C<60 minutes since it began, T>60 or T<60 minutes since the topic was set, a mask such as *tea*, or !*tea* for all others.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var words = new List<string>();
        for (var i = 0; i < line.Count; i++) words.AddRange(line.Text(i).Split([',', ' '], StringSplitOptions.RemoveEmptyEntries));
        client.Answer(Slices(client, ListFilter.Read(words, client.Node.Now.Wall)));
    }

    private static IEnumerable<int> Slices(IrcSession client, ListFilter filter)
    {
        var sight = new Sight(client);
        client.Reply(Numerics.ListStart, "Channel");
        foreach (var name in filter.Names)
            if (client.RoomOf(name) is { } room) Show(client, room, filter, sight);
        if (filter.Names.Count == 0)
        {
            var looked = 0;
            var all = client.Dialect.AllRooms();
            foreach (var room in all)
            {
                if (looked < SliceMax || client.Node.State.Rooms.TryGet(room.Instance, out _)) Show(client, room, filter, sight);
                if (++looked % SliceMax == 0 && looked < all.Length) yield return looked;
            }
        }

        client.Reply(Numerics.ListEnd);
    }

    /// <summary>A room that only waits for its lease to end is not shown.</summary>
    private static void Show(IrcSession client, Room room, ListFilter filter, Sight sight)
    {
        if (room.IsEmpty && !room.Has(RoomMode.Permanent) && !room.Has(RoomMode.Registered)) return;
        if (!sight.Sees(room) || !filter.Fits(room)) return;
        var pen = client.StartReply(Numerics.ListReply).Channel(room.Name).Word(room.Count).Trail(room.Topic.Text ?? "");
        pen.End();
        client.Flush(pen);
    }
}
