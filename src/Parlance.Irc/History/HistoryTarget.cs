using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Log;

namespace Parlance.Irc.History;

/// <summary>A room or a person as the target of a question about what was said, and what the asker may see of it.</summary>
/// <param name="Conversation">Whose words.</param>
/// <param name="Key">As read markers know it: the room's instance, or the other party.</param>
/// <param name="Name">As clients write it.</param>
/// <param name="Room">Null: it is a person.</param>
/// <param name="Rank">What was said above it is not for the asker.</param>
/// <param name="NotBefore">What is older is gone, or was another's of that name.</param>
internal sealed record HistoryTarget(Conversation Conversation, string Key, string Name, Room? Room, Rank Rank, Instant NotBefore)
{
    /// <summary>Null: there is no such target, or it is none of the client's business; which of the two is not told. A room must have been entered.</summary>
    public static HistoryTarget? Find(IrcSession client, string name)
    {
        if (name.StartsWith('#')) return client.RoomOf(name) is { } room && client.User!.In(room) is { } member ? Of(client, room, member) : null;
        if (client.UserOf(name) is { } user) return Of(client, Party.Of(user.Uid, user.AccountFolded), user.Nick);
        if (!client.Node.Names.TryNick(name, client.Node.Limits.NickLength, out var display, out var folded)) return null;
        return Of(client, folded, client.Node.State.Accounts.TryGet(folded, out var account) ? account.Name : display);
    }

    /// <summary>What the client is to the archive: the account, or this session alone.</summary>
    public static string PartyOf(IrcSession client) => Party.Of(client.User!.Uid, client.User.AccountFolded);

    public static HistoryTarget Of(IrcSession client, Room room, Member member) =>
        new(Conversation.OfRoom(room.Instance), room.Instance.ToString(), "#" + room.Name, room, member.Rank, client.Node.HistoryFrom);

    public static HistoryTarget Of(IrcSession client, string party, string name)
    {
        var own = PartyOf(client);
        return new(Conversation.Between(own, party), party, name, null, Rank.Staff, NotBeforeOf(client, own, party));
    }

    /// <summary>The direct messages of the client's account, whoever the other is.</summary>
    public static HistoryTarget OfAll(IrcSession client)
    {
        var own = PartyOf(client);
        return new(Conversation.OfAccount(own), own, client.Nick, null, Rank.Staff, NotBeforeOf(client, own, own));
    }

    public ArchiveQuery Query(IrcSession client) => new()
    {
        Conversation = Conversation,
        Kinds = KindsFor(client),
        Rank = Rank,
        NotBefore = NotBefore,
        Limit = client.Node.Settings.History.QueryMax,
    };

    /// <summary>A name may be given again: an account has no part in what was said under it before.</summary>
    public static Instant NotBeforeOf(IrcSession client, string own, string other)
    {
        var from = client.Node.HistoryFrom;
        foreach (var party in (ReadOnlySpan<string>)[own, other])
            if (client.Node.State.Accounts.TryGet(party, out var account) && account.Created.Wall > from) from = account.Created.Wall;
        return from;
    }

    private ArchiveKinds KindsFor(IrcSession client)
    {
        if (!client.Has(Capabilities.Capability.EventPlayback)) return ArchiveKinds.Messages;
        // In an auditorium the crowd does not see one another come and go.
        return Room is { } room && room.Has(RoomMode.Auditorium) && Rank < Rank.Operator ? ArchiveKinds.All & ~ArchiveKinds.Events : ArchiveKinds.All;
    }
}
