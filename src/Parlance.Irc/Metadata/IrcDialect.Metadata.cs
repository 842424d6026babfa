using Parlance.Domain;
using Parlance.Domain.Metadata;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Metadata;

namespace Parlance.Irc;

/// <summary>Tells those who follow a key that it changed (IRCv3 draft/metadata-2, "Notifications").</summary>
public sealed partial class IrcDialect
{
    /// <summary>Who follows which keys.</summary>
    public Subscriptions Subscriptions { get; } = new();

    /// <summary>How often a user may change metadata.</summary>
    internal Allowances<Uid> MetadataChanges { get; } = new(20, TimeSpan.FromSeconds(2));

    /// <summary>How often a user may ask for all metadata of a crowd.</summary>
    internal Allowances<Uid> MetadataSyncs { get; } = new(3, TimeSpan.FromSeconds(5));

    /// <summary>A newcomer's own metadata, before the message of the day; an empty batch when there is none.</summary>
    private void ShowOwnMetadata(IrcSession client)
    {
        if (!client.Has(Capability.Metadata) || !Node.Settings.Metadata.Enabled) return;
        var user = client.User!;
        var batch = new ReplyBatch(client, "metadata", user.Nick);
        using (batch.In())
            foreach (var (key, value) in user.Metadata ?? []) MetadataSync.Say(client, ServerName, user.Nick, key, value);
        batch.End();
    }

    /// <summary>What the client follows of users it has begun to watch.</summary>
    internal void ShowMetadataOf(IrcSession client, IEnumerable<string> nicksFolded)
    {
        var keys = Subscriptions.Of(client);
        if (keys.Count == 0 || !client.Has(Capability.Metadata)) return;
        foreach (var folded in nicksFolded)
            if (Node.State.Users.TryNick(folded, out var user)) MetadataSync.Say(client, user.Nick, user.Metadata, keys);
    }

    private string ServerName => Node.Settings.Server.Name;

    private void WitnessMetadata(in Utterance what)
    {
        switch (what.Event)
        {
            case UserMetadataSet set when Subscriptions.IsWanted(set.Key) && (what.About ?? what.By) is { } user:
                var heard = new HashSet<Connection>();
                if (what.By is { } by)
                    foreach (var own in Node.ConnectionsOf(by)) heard.Add(own);
                foreach (var membership in user.Memberships) TellPeers(membership, set, heard, what);
                foreach (var watcher in Watches.WatchersOf(user.NickFolded))
                    if (heard.Add(watcher.Connection)) Tell(watcher, what, user.Nick, set.Key, set.Value);
                break;
            case RoomMetadataSet set when Subscriptions.IsWanted(set.Key) && what.Room is { } room:
                foreach (var connection in Node.Audience.In(room))
                    if (connection.Session is IrcSession member && !ReferenceEquals(member.User, what.By)) Tell(member, what, "#" + room.Name, set.Key, set.Value);
                break;
            case MemberJoined when what is { Room: { } room, About: { } newcomer }:
                foreach (var session in SessionsOf(newcomer)) MetadataSync.OnJoin(session, room);
                if (newcomer.Metadata is not null && room.Count <= MetadataSync.MembersMax) Introduce(newcomer, room);
                break;
        }
    }

    private void TellPeers(Member membership, UserMetadataSet set, HashSet<Connection> heard, in Utterance what)
    {
        var hidden = membership.Room.Has(RoomMode.Auditorium) && membership.Rank < Rank.Voice;
        foreach (var connection in Node.Audience.In(membership.Room))
        {
            if (connection.Session is not IrcSession { User: { } listener } session || !Subscriptions.Wants(session, set.Key)) continue;
            if (hidden && !(membership.Room.MemberOf(listener.Uid)?.Rank >= Rank.Operator)) continue;
            if (heard.Add(connection)) Tell(session, what, membership.User.Nick, set.Key, set.Value);
        }
    }

    private void Tell(IrcSession session, in Utterance what, string target, string key, string? value)
    {
        if (!session.Has(Capability.Metadata) || !Subscriptions.Wants(session, key)) return;
        MetadataSync.Say(session, what.By is { } by ? $"{by.Nick}!{by.Ident}@{by.Host}" : ServerName, target, key, value);
    }

    /// <summary>Those in the room hear what they follow of somebody who comes in.</summary>
    private void Introduce(User newcomer, Room room)
    {
        var auditorium = room.Has(RoomMode.Auditorium);
        foreach (var connection in Node.Audience.In(room))
        {
            if (connection.Session is not IrcSession { User: { } listener } session || ReferenceEquals(listener, newcomer) || !session.Has(Capability.Metadata)) continue;
            if (auditorium && !(room.MemberOf(listener.Uid)?.Rank >= Rank.Operator)) continue;
            MetadataSync.Say(session, newcomer.Nick, newcomer.Metadata, Subscriptions.Of(session));
        }
    }
}
