using System.Text;
using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Rooms;
using Parlance.Irc.Accounts;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Wire;

namespace Parlance.Irc.History;

/// <summary><c>MARKREAD &lt;target&gt; [timestamp=&lt;time&gt;]</c>: how far one has read, kept for the account, or for a guest's session (IRCv3 draft/read-marker).</summary>
public sealed class MarkreadCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("MARKREAD", Syntax: "<target> [timestamp=<time>]", Help: "Tells or asks how far one has read.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var name = line.Count > 0 ? Encoding.UTF8.GetString(line[0]) : "";
        var time = line.Count > 1 ? Encoding.UTF8.GetString(line[1]) : null;
        var at = default(Instant);
        if (name.Length == 0) client.Fail("MARKREAD", "NEED_MORE_PARAMS", "Missing parameters");
        else if (HistoryTarget.Find(client, name) is not { } target) client.Fail("MARKREAD", "INVALID_PARAMS", "Invalid target", name);
        else if (time is not null && !Reference.TryTime(time, out at)) client.Fail("MARKREAD", "INVALID_PARAMS", "Invalid timestamp", name, time);
        else if (time is null || !Set(client, target.Key, at)) Say(client, target.Name, client.Reads.Of(target.Key));
    }

    /// <summary>Says how far a room was read, as it is entered.</summary>
    public static void Show(IrcSession client, Room room)
    {
        if (client.Has(Capability.ReadMarker)) Say(client, "#" + room.Name, client.Reads.Of(room.Instance.ToString()));
    }

    /// <summary>True: the mark moved, and all sessions of the account are told by the event.</summary>
    private static bool Set(IrcSession client, string key, Instant at)
    {
        var node = client.Node;
        if (client.User!.AccountFolded is { } folded && node.State.Accounts.TryGet(folded, out var account))
        {
            var verdict = new MarkRead(key, at).Decide(account, node.State, node.Circumstances());
            var moves = !verdict.Events.IsEmpty;
            if (node.Carry(verdict, client, null) is { } refusal) client.Refuse(refusal, "MARKREAD", key);
            else return moves && client.Has(Capability.ReadMarker);
            return true;
        }

        client.Reads.Merge(key, at > node.Now.Wall ? node.Now.Wall : at);
        return false;
    }

    private static void Say(IrcSession client, string name, Instant? at)
    {
        var pen = client.StartLine();
        ReadMarkedVoice.Line(pen, client.ServerName, name, at);
        client.Flush(pen);
    }
}
