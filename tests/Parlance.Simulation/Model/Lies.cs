using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Simulation.Model;

/// <summary>What a lying node writes: each is wrong by construction, whatever others do, and must come to nothing everywhere.</summary>
internal sealed class Lies(Prng chance, ModelNode node)
{
    private readonly FoldedRoom _room = node.Replica.Room;

    /// <summary>Null: nothing to lie about.</summary>
    public ModelFact? Tell(long now)
    {
        if (!_room.IsOpen) return null;
        var user = chance.Pick(node.Users);
        return chance.Below(9) switch
        {
            0 => Rankless(user) ? Lie(now, user, new RankGranted(user.Uid, Rank.Voice), "grants without rank") : null,
            1 => Rankless(user) ? Lie(now, user, new ModeChanged(RoomMode.Moderated, true, null), "sets a mode without rank") : null,
            2 => Rankless(user) && _room.Has(RoomMode.TopicLocked) ? Lie(now, user, new TopicSet("lie", "liar"), "sets a locked topic") : null,
            3 => IsBanned(user) ? Lie(now, user, new MemberJoined(user.Uid), "joins past a ban") : null,
            4 => InAnothersName(now),
            5 => _room.MemberOf(user.Uid) is not null ? Lie(now, user, new TopicSet("lie", "liar"), "is back-dated", Stamp.At(new(ModelNode.Epoch + chance.Below(1000)))) : null,
            6 => AboveCeiling(now, user),
            7 => AgainstSenior(now, user),
            _ => Rankless(user) ? Lie(now, user, new MemberKicked(chance.Pick([.. _room.Members.Keys.Order()]), "lie"), "kicks without rank") : null,
        };
    }

    /// <summary>Staff rights that the roster does not give to this node.</summary>
    public ModelFact? Override(long now)
    {
        var user = chance.Pick(node.Users);
        if (!_room.IsOpen || _room.MemberOf(user.Uid) is not { } member) return null;
        return member.Rank < Rank.Founder ? Lie(now, user, new RankGranted(user.Uid, Rank.Admin), "uses staff rights it has not", asOperator: true) : null;
    }

    /// <summary>A name of an account that nobody takes this node's word for.</summary>
    public ModelFact? Impersonate(long now)
    {
        var owners = _room.Access.Where(entry => entry.Value.Level >= Access.Admin).Select(entry => entry.Key).Order(StringComparer.Ordinal).ToList();
        var user = node.Users[0];
        if (!_room.IsOpen || owners.Count == 0 || _room.MemberOf(user.Uid) is not { Rank: < Rank.Founder }) return null;
        return Lie(now, user with { Account = owners[0] }, new AccessChanged("liar", Access.Operator), "acts as an account");
    }

    private bool Rankless(ModelUser user) => _room.MemberOf(user.Uid) is { Rank: Rank.None } && _room.AccessOf(user.Account) == Access.None;

    private bool IsBanned(ModelUser user) => _room.MemberOf(user.Uid) is null && _room.Founder != user.Uid && _room.AccessOf(user.Account) == Access.None &&
        !_room.Invitations.ContainsKey(user.Uid) && _room.Matches(MaskListKind.Ban, user.Guise, user.Account, speech: false) &&
        !_room.Matches(MaskListKind.Exception, user.Guise, user.Account, speech: false);

    private ModelFact? InAnothersName(long now)
    {
        var others = _room.Members.Values.Where(m => m.User.Node != node.Sid).OrderBy(m => m.User).ToList();
        if (others.Count == 0) return null;
        var victim = chance.Pick(others);
        var guise = node.Users[0].Guise;
        return Lie(now, new(victim.User, victim.Account, guise), chance.OneIn(2) ? new TopicSet("lie", "liar") : new ModeChanged(RoomMode.Secret, !_room.Has(RoomMode.Secret), null), "signs for somebody else's user");
    }

    private ModelFact? AboveCeiling(long now, ModelUser user)
    {
        if (_room.MemberOf(user.Uid) is not { Rank: Rank.Operator or Rank.HalfOperator } member) return null;
        if (_room.AccessOf(user.Account) >= Access.Admin || member.Holds(Rank.Admin)) return null;
        return Lie(now, user, new RankGranted(user.Uid, Rank.Admin), "grants above the ceiling");
    }

    private ModelFact? AgainstSenior(long now, ModelUser user)
    {
        if (_room.MemberOf(user.Uid) is not { Rank: Rank.Operator } member || _room.AccessOf(user.Account) > Access.Operator) return null;
        var seniors = _room.Members.Values.Where(m => m.Rank > member.Rank).OrderBy(m => m.User).ToList();
        return seniors.Count == 0 ? null : Lie(now, user, new MemberKicked(chance.Pick(seniors).User, "lie"), "kicks a senior");
    }

    private ModelFact Lie(long now, ModelUser by, Event happened, string lie, Stamp? stamp = null, bool asOperator = false)
    {
        var at = node.Envelop(new(by.Uid, by.Account, asOperator), happened, stamp ?? node.NextStamp(now));
        return new(happened, at, by.Guise, lie);
    }
}
