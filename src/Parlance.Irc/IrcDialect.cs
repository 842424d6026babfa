using Parlance.Domain;
using Parlance.Domain.Bans;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Engine.Buffers;
using Parlance.Engine.Words;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Modes;

namespace Parlance.Irc;

/// <summary>IRC on a node: its commands, its words for events, and what a server knows beyond the state (watch lists, who was here).</summary>
public sealed partial class IrcDialect : IDialect
{
    public IrcDialect(Node node, ReadOnlySpan<byte> cloakKey)
    {
        Node = node;
        Pen = new(node.Pool);
        _announced = node.Settings;
        Cloaks = new(cloakKey, node.Settings.Server.CloakSuffix);
        foreach (var card in Commands.All.Values) node.Commands.Add(card.Meter);
        node.DefaultModes = ChannelModes.Switched(node.Settings.Rooms.DefaultModes);
    }

    public string Name => "irc";
    public Node Node { get; }
    public IrcCommands Commands { get; } = new();
    public Voices Voices { get; } = new();

    /// <summary>The pen for answers to one client.</summary>
    public IrcPen Pen { get; }
    public Cloaks Cloaks { get; }

    public Engine.Session Open(Connection connection) => new IrcSession(connection, this);

    public IFraming FrameWebSocket() => new Wire.WebSocketLines(Node.Settings.Limits.LineLength);

    public void Render(in Utterance what, ulong capabilities, ref ByteQueue to)
    {
        var pen = _voicePen ??= new(Node.Pool);
        pen.For((Capability)capabilities);
        if (ModeVoice.IsModeChange(what.Event)) ModeVoice.Say(what, pen);
        else Voices.Of(what.Event)?.Invoke(what.Event, what, pen);
        to.Append(pen.Written, Node.Pool);
        pen.Forget();
    }

    private IrcPen? _voicePen;

    /// <summary>Why the user may not come; null: welcome.</summary>
    public string? Bars(UserConnected user) => Node.State.Bans.Refuses(BanSubject.Of(user), Node.Now.Wall)?.Reason
        ?? Doors.Bars(Node.State, user, Node.Now.Wall) ?? Spam.Bars(user);

    public void Witness(in Utterance what)
    {
        WitnessMonitor(what);
        WitnessStaff(what);
        WitnessPast(what);
        switch (what.Event)
        {
            case MemberJoined joined when what.Room is { } room && what.About is { } user && Node.ConnectionOf(user, joined.Session)?.Session is IrcSession session:
                session.Greet(room);
                break;
            case MemberAttached attached when what.Room is { } room && what.About is { } user && Node.ConnectionOf(user, attached.Session)?.Session is IrcSession session:
                session.EnterQuietly(room);
                break;
        }

        if (what.Event is Domain.Accounts.UserLoggedIn && what.About is { } returned)
            foreach (var session in SessionsOf(returned)) History.Unasked.OnReturn(session);
        if (what.Event is RoomClosed closed) Rooms.RoomClosing.Witness(closed, what);
        if (what.Event is RoomRenamed renamed) Rooms.RenameFallback.Witness(this, renamed, what);
        WitnessMetadata(what);
        WitnessAccounts(what);
    }

    /// <summary>The user's sessions on IRC.</summary>
    public IEnumerable<IrcSession> SessionsOf(User user)
    {
        foreach (var connection in Node.ConnectionsOf(user))
            if (connection.Session is IrcSession session) yield return session;
    }

    public void Forget(IrcSession session)
    {
        Unclaim(session);
        Staff.Remove(session);
        Watches.Clear(session);
        Subscriptions.Clear(session);
    }

    public void Announce(string text)
    {
        foreach (var session in Staff.Sessions) session.Notice($"*** {text}");
    }

    public void Reloaded()
    {
        RenewISupport();
        RenewCapabilities();
        Node.DefaultModes = ChannelModes.Switched(Node.Settings.Rooms.DefaultModes);
    }
}
