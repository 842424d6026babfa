using System.Text;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Operators;
using Parlance.Domain.Users;

namespace Parlance.Log;

/// <summary>Turns rows of one answer into events with their texts, and finds out what people were called then.</summary>
/// <param name="eventAt">The event at a position; null: there is none.</param>
/// <param name="namings">Where a user was given names.</param>
internal sealed class ArchiveReading(Func<long, LogEntry?> eventAt, Func<Uid, IEnumerable<long>> namings)
{
    private readonly Dictionary<Uid, List<LogEntry>> _named = [];

    /// <summary>Null: its text is gone, by erasure or retention.</summary>
    public ArchiveEntry? Entry(in ArchiveRow row)
    {
        if (eventAt(row.Position) is not { Event: not UnknownEvent } entry) return null;
        if (entry.Event is MessageSent message)
        {
            if (message.Text.IsEmpty && message.Kind != MessageKind.Tags && row.Kind != ArchiveKinds.Redacted) return null;
            if (message.Source is { } source) return new(row.Kind, message, entry.At) { Source = Encoding.UTF8.GetString(source.Span) };
        }

        var about = entry.Event.About;
        return new(row.Kind, entry.Event, entry.At) { Source = NameAt(entry.At.By.Uid, row.Position), About = about.IsNone ? "" : NameAt(about, row.Position) };
    }

    /// <summary>What a user was called just before the event at a position.</summary>
    private string NameAt(Uid user, long position)
    {
        if (user.IsNone) return "";
        if (!_named.TryGetValue(user, out var names))
        {
            names = [];
            foreach (var at in namings(user).Distinct())
                if (eventAt(at) is { } entry) names.Add(entry);
            names.Sort((a, b) => a.At.Position.CompareTo(b.At.Position));
            _named.Add(user, names);
        }

        var (nick, ident, host) = ("", "", "");
        foreach (var entry in names)
        {
            if (entry.At.Position >= position) break;
            (nick, ident, host) = entry.Event switch
            {
                // The cloaked host, even if the user went without for a time: what is read years later shows no address.
                UserConnected connected => (connected.Nick, connected.Ident, connected.CloakedHost.Length > 0 ? connected.CloakedHost : connected.Host),
                NickChanged changed => (changed.Nick, ident, host),
                HostChanged changed => (nick, changed.Ident, changed.Host),
                IdentChanged changed => (nick, changed.Ident, host),
                _ => (nick, ident, host),
            };
        }

        return nick.Length == 0 ? "" : $"{nick}!{(ident.Length > 0 ? ident : "*")}@{(host.Length > 0 ? host : "*")}";
    }
}
