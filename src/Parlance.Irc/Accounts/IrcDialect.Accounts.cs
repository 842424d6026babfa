using Parlance.Domain.Accounts;
using Parlance.Engine;
using Parlance.Irc.Capabilities;

namespace Parlance.Irc;

/// <summary>What a server tells of accounts beside the words for events.</summary>
public sealed partial class IrcDialect
{
    private Settings _announced;

    private void WitnessAccounts(in Utterance what)
    {
        if (what.Event is not UserLoggedOut || what.About is not { } user) return;
        foreach (var session in SessionsOf(user)) session.LoggedOut();
    }

    /// <summary>The settings are new: who asked hears which capabilities are new or other (<c>CAP NEW</c>), and which are gone (<c>CAP DEL</c>). IRCv3 cap-notify.</summary>
    private void RenewCapabilities()
    {
        var before = _announced;
        _announced = Node.Settings;
        foreach (var connection in Node.Connections)
            if (connection.Session is IrcSession session && session.Has(Capability.CapNotify)) RenewCapabilities(session, before);
    }

    private static void RenewCapabilities(IrcSession session, Settings before)
    {
        var was = CapabilityList.Offered(session, before).ToDictionary(o => o.Name);
        var now = CapabilityList.Offered(session, session.Node.Settings).ToDictionary(o => o.Name);
        string[] gone = [.. was.Keys.Except(now.Keys)], other = [.. now.Values.Where(o => !was.TryGetValue(o.Name, out var old) || old != o).Select(o => o.Words(session))];
        if (other.Length > 0) Tell(session, "NEW"u8, other);
        if (gone.Length == 0) return;
        Tell(session, "DEL"u8, gone);
        session.SetCapabilities(gone.Aggregate(session.Caps, (caps, name) => caps & ~CapabilityList.Find(name)));
    }

    private static void Tell(IrcSession session, ReadOnlySpan<byte> what, string[] names)
    {
        var pen = session.StartLine();
        pen.From(session.ServerName).Word("CAP"u8).Word(session.Nick).Word(what).Trail(string.Join(' ', names)).End();
        session.Flush(pen);
    }
}
