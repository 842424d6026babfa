using Parlance.Domain.Operators;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Modes;

namespace Parlance.Irc.Operators;

/// <summary>IRCv3 chghost: those who know it hear CHGHOST; for others the user seems to quit and to come back, with ranks, room by room.</summary>
public static class HostChange
{
    /// <summary>Called before the state changes, so that the old source still stands.</summary>
    public static void Witness(IrcDialect dialect, User? user, string ident, string? host)
    {
        if (user is null || host is null) return;
        foreach (var session in dialect.SessionsOf(user)) session.Reply(Numerics.HostHidden, host);
        var told = new HashSet<Connection>();
        var source = $"{user.Nick}!{ident}@{host}";
        foreach (var membership in user.Memberships)
        {
            var hidden = membership.Room.Has(RoomMode.Auditorium) && membership.Rank < Rank.Voice;
            foreach (var connection in dialect.Node.Audience.In(membership.Room))
            {
                if (connection.Session is not IrcSession { User: { } listener } peer || ReferenceEquals(listener, user) || peer.Has(Capability.ChangeHost)) continue;
                if (hidden && !(listener.In(membership.Room)?.Rank >= Rank.Operator)) continue;
                if (told.Add(connection)) peer.StartLine().From(user.Source).Word("QUIT"u8).Trail("Changing host").End();
                ComeBack(peer, membership, source);
                peer.Flush(dialect.Pen);
            }
        }
    }

    private static void ComeBack(IrcSession peer, Member membership, string source)
    {
        var user = membership.User;
        var pen = peer.StartLine().From(source).Word("JOIN"u8).Channel(membership.Room.Name);
        if (peer.Has(Capability.ExtendedJoin)) pen.Word(user.Account ?? "*").Trail(user.RealName);
        pen.End();
        if (user.Away is { } away && peer.Has(Capability.AwayNotify)) peer.StartLine().From(source).Word("AWAY"u8).Trail(away).End();
        if (membership.Ranks == Ranks.None) return;
        pen = peer.StartLine().From(peer.ServerName).Word("MODE"u8).Channel(membership.Room.Name).Word("+"u8);
        var count = 0;
        foreach (var rank in RankSets.HighestFirst)
        {
            if ((membership.Ranks & rank.AsSet()) == 0) continue;
            pen.Add(ChannelModes.LetterOf(rank).ToString());
            count++;
        }

        for (; count > 0; count--) pen.Word(user.Nick);
        pen.End();
    }
}

public sealed class HostChangedVoice : IIrcVoice<HostChanged>
{
    public static void Say(HostChanged happened, in Utterance what, IrcPen pen)
    {
        if (pen.Has(Capability.ChangeHost)) pen.About(what, what.About).From(what.About!.Source).Word("CHGHOST"u8).Word(happened.Ident).Last(happened.Host).End();
    }
}

public sealed class IdentChangedVoice : IIrcVoice<IdentChanged>
{
    public static void Say(IdentChanged happened, in Utterance what, IrcPen pen)
    {
        if (pen.Has(Capability.ChangeHost)) pen.About(what, what.About).From(what.About!.Source).Word("CHGHOST"u8).Word(happened.Ident).Last(what.About!.Host).End();
    }
}

/// <summary>IRCv3 setname: those who asked hear it, and the user if it asked too.</summary>
public sealed class RealNameChangedVoice : IIrcVoice<RealNameChanged>
{
    public static void Say(RealNameChanged happened, in Utterance what, IrcPen pen)
    {
        if (pen.Has(Capability.SetName)) pen.About(what, what.About).From(what.About!.Source).Word("SETNAME"u8).Trail(happened.RealName).End();
    }
}
