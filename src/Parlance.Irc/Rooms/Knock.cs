using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Engine;
using Parlance.Irc.Queries;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Rooms;

/// <summary><c>KNOCK &lt;channel&gt;</c>: asks for an invitation (710 to 714, as Solanum has them).</summary>
public sealed class KnockCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("KNOCK", ParamsMin: 1, Cost: 3, Syntax: "<channel>", Help: "Asks to be invited to a channel that is closed.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var name = line.Text(0);
        if (client.RoomOf(name) is not { } room) client.Reply(Numerics.NoSuchChannel, Words.Echo(name));
        else if (IsTooOften(client, room) is { } what) client.ReplyText(Numerics.TooManyKnocks, $"Too many KNOCKs ({what}).", name);
        else if (client.Node.Ask(client, room, new Knock()) is { } refusal) Refuse(client, refusal, name);
        else client.Reply(Numerics.KnockDelivered, name);
    }

    private static string? IsTooOften(IrcSession client, Room room)
    {
        var now = client.Node.Now.Monotonic;
        if (!client.Node.Settings.Limits.Enabled || client.User!.In(room) is not null) return null;
        return client.Dialect.Knocks.Take(client.User.Uid, now) > 0 ? "user" : client.Dialect.RoomKnocks.Take(room.Instance, now) > 0 ? "channel" : null;
    }

    private static void Refuse(IrcSession client, Refusal refusal, string name)
    {
        switch (refusal.Code)
        {
            case RefusalCode.AlreadyInRoom: client.Reply(Numerics.KnockOnChannel, name); break;
            case RefusalCode.RoomIsOpen: client.Reply(Numerics.ChannelOpen, name); break;
            case RefusalCode.NoKnock: client.ReplyText(Numerics.CannotSendToChannel, "Cannot knock on this channel (+K or +p is set)", name); break;
            default: client.Refuse(refusal, "KNOCK", name); break;
        }
    }
}

public sealed class KnockedVoice : IIrcVoice<MemberKnocked>
{
    public static void Say(MemberKnocked happened, in Utterance what, IrcPen pen) =>
        pen.About(what, what.By).From(what.Node.Settings.Server.Name).Word("710"u8).Channel(what.Room!.Name).Channel(what.Room.Name).Word(what.By!.Source).Trail(Numerics.Knock.Text!).End();
}
