using Parlance.Domain;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Queries;

namespace Parlance.Irc;

/// <summary>Tells those who watch a nick that it came or went, and, with <c>extended-monitor</c>, what its user changes.</summary>
public sealed partial class IrcDialect
{
    public WatchLists Watches { get; } = new();

    private void WitnessMonitor(in Utterance what)
    {
        if ((what.About ?? what.By) is not { } user) return;
        switch (what.Event)
        {
            case UserConnected:
                Came(user, user.Nick, user.NickFolded);
                break;
            case UserDisconnected:
                Went(user);
                break;
            case NickChanged { NickFolded: var folded } changed when folded != user.NickFolded:
                Went(user);
                Came(user, changed.Nick, folded);
                break;
            case NickChanged:
                break;
            case UserEvent { Reach: Reach.Peers }:
                foreach (var watcher in Watches.WatchersOf(user.NickFolded))
                    if (watcher.Has(Capability.ExtendedMonitor)) Node.Audience.SayAlso(what, watcher.Connection);
                break;
        }
    }

    private void Came(User user, string nick, string folded)
    {
        foreach (var watcher in Watches.WatchersOf(folded))
        {
            if (ReferenceEquals(watcher.User, user)) continue;
            watcher.ReplyText(Numerics.MonitorOnline, MonitorCommand.SourceOf(user, nick));
            if (watcher.Has(Capability.Metadata)) Metadata.MetadataSync.Say(watcher, nick, user.Metadata, Subscriptions.Of(watcher));
        }
    }

    private void Went(User user)
    {
        foreach (var watcher in Watches.WatchersOf(user.NickFolded))
            if (!ReferenceEquals(watcher.User, user)) watcher.ReplyText(Numerics.MonitorOffline, user.Nick);
    }
}
