using Parlance.Domain;
using Parlance.Domain.Metadata;
using Parlance.Domain.Rooms;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Simulation.Model;

/// <summary>What honest people do, by chance; their node refuses what they may not.</summary>
internal sealed class Acts(Swarm swarm, Prng chance, ModelNode node, IReadOnlyList<Uid> everybody)
{
    private static readonly Rank[] Levels = [Rank.Voice, Rank.HalfOperator, Rank.Operator, Rank.Operator, Rank.Admin];
    private static readonly RoomMode[] Doors = [RoomMode.InviteOnly, RoomMode.RegisteredOnly, RoomMode.Key, RoomMode.TopicLocked, RoomMode.TopicLocked, RoomMode.Moderated, RoomMode.NoInvite];
    private static readonly RoomMode[] Plain = [RoomMode.TopicLocked, RoomMode.Moderated, RoomMode.Secret];
    private readonly FoldedRoom _room = node.Replica.Room;

    public ModelUser Somebody()
    {
        if (chance.Below(3) > 0)
        {
            var ranked = node.Users.Where(user => _room.RankOf(user.Uid) > Rank.None).ToList();
            if (ranked.Count > 0) return chance.Pick(ranked);
        }

        return chance.Pick(node.Users);
    }

    public Event? Act(ModelUser by)
    {
        if (!_room.IsOpen) return new RoomCreated("lobby", "lobby") { Modes = chance.OneIn(2) ? [RoomMode.NoExternal, RoomMode.TopicLocked] : [RoomMode.NoExternal] };
        if (_room.MemberOf(by.Uid) is null && !(_room.AccessOf(by.Account) > Access.None && chance.OneIn(3))) return new MemberJoined(by.Uid);
        return chance.Below(100) switch
        {
            < 16 => new RankGranted(Member(), chance.Pick(Levels)),
            < 30 => Deposed(),
            < 44 => Mode(),
            < 58 => new TopicSet($"topic {chance.Below(1000)}", "somebody"),
            < 70 when swarm.Bans => Mask(),
            < 76 when swarm.Kicks => new MemberKicked(Member(), "out"),
            < 80 => new MemberParted(by.Uid, null),
            < 86 when swarm.Accounts => new AccessChanged($"acc{chance.Below(3)}", chance.Pick([Access.None, Access.None, Access.Voice, Access.Operator, Access.Admin, Access.Owner])),
            < 90 when swarm.Locks => new ModeLocked(chance.Pick(Plain), chance.Pick([true, false, (bool?)null]), null),
            < 92 when swarm.Accounts => chance.Below(4) switch
            {
                0 => new RoomRegistered(by.Account ?? ""),
                1 => new RoomUnregistered(),
                2 => new RoomTransferred($"acc{chance.Below(3)}"),
                _ => chance.OneIn(4) && swarm.Closes ? new RoomClosed("over") : new SettingChanged(RoomSetting.Title, chance.OneIn(3) ? null : $"title{chance.Below(9)}"),
            },
            < 98 when swarm.Sets => Sundry(),
            _ => null,
        };
    }

    /// <summary>What the node itself does: close a room that is empty.</summary>
    public Event? Housekeeping() => swarm.Closes && _room is { IsOpen: true, Members.Count: 0 } ? new RoomClosed("empty") : null;

    private Uid Member() => _room.Members.Count > 0 && !chance.OneIn(8) ? chance.Pick([.. _room.Members.Keys.Order()]) : chance.Pick(everybody);

    private RankRevoked Deposed()
    {
        var ranked = _room.Members.Values.Where(m => m.Rank > Rank.None).OrderBy(m => m.User).ToList();
        if (ranked.Count == 0) return new(Member(), Rank.Operator);
        var one = chance.Pick(ranked);
        return new(one.User, one.Ranks[chance.Below(one.Ranks.Length)].Rank);
    }

    private ModeChanged Mode()
    {
        if (swarm.Limits && chance.OneIn(3)) return chance.OneIn(3) ? new(RoomMode.Limit, false, null) : new(RoomMode.Limit, true, $"{2 + chance.Below(5)}");
        var mode = chance.Pick(swarm.Doors ? Doors : Plain);
        var on = chance.OneIn(2);
        return new(mode, on, on && mode == RoomMode.Key ? $"key{chance.Below(3)}" : null);
    }

    private Event Mask()
    {
        var list = swarm.Sets ? chance.Pick([MaskListKind.Ban, MaskListKind.Ban, MaskListKind.Exception, MaskListKind.Mute, MaskListKind.InviteException]) : MaskListKind.Ban;
        var mask = chance.OneIn(2) ? $"*!*@h{chance.Below(3)}.test" : $"{chance.Pick(everybody).ToString().ToLowerInvariant()}!*@*";
        return chance.Below(3) > 0 ? new MaskAdded(list, mask, "somebody") : new MaskRemoved(list, mask);
    }

    private Event Sundry() => chance.Below(4) switch
    {
        0 or 1 => new MemberInvited(chance.Pick(everybody), "nick", new(ModelNode.Epoch + 3_600_000)),
        2 => new RoomMetadataSet($"key{chance.Below(2)}", chance.OneIn(3) ? null : $"value{chance.Below(9)}"),
        _ => new RoomRenamed($"name{chance.Below(9)}", $"name{chance.Below(9)}", _room.Name, ""),
    };
}
