using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Messages;
using Parlance.Log;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Messages;

/// <summary>What was said to an account while nothing of it was there to hear: the part of its archive that it has not been given (XEP-0160).</summary>
internal static class Kept
{
    /// <summary>Messages given at once; older ones are in the archive.</summary>
    public const int GivenMax = 1000;

    private const int SliceOf = 20;

    /// <summary>Gives them, first in first out, each with the time at which it was said (XEP-0203).</summary>
    /// <param name="client">To whom.</param>
    /// <param name="upTo">The position of the log from which on the client has heard by itself; null: this one.</param>
    public static void Deliver(XmppSession client, long? upTo = null)
    {
        var node = client.Node;
        if (!node.KeepsHistory || client.Account is not { } account) return;
        // Of the very millisecond in which the last client went, rather a message twice than one never.
        var query = new ArchiveQuery
        {
            Conversation = Conversation.OfAccount(account.Folded), Kinds = ArchiveKinds.Messages | ArchiveKinds.Reactions, Limit = GivenMax,
            After = ArchivePoint.At(account.Reads.Of(ReadMarks.Delivered) ?? account.Created.Wall).AndOn, NotBefore = node.HistoryFrom,
        };
        node.AskArchive(client, (archive, asOf) => archive.Read(query with { AsOf = upTo ?? asOf }), (page, _) => page is null ? [] : Give(client, account.Folded, page.Entries));
    }

    private static IEnumerable<int> Give(XmppSession client, string account, IReadOnlyList<ArchiveEntry> entries)
    {
        var given = 0;
        foreach (var entry in entries)
        {
            if (entry.Happened is not MessageSent message || message.ToAccount != account || entry.At.By.Account == account || !Forwarding.HasWords(message)) continue;
            Say(client, message, entry.At);
            if (++given % SliceOf == 0) yield return given;
        }
    }

    private static void Say(XmppSession client, MessageSent message, in Envelope at)
    {
        var dialect = client.Dialect;
        var bare = at.By.Account is { } account ? Jid.Of(account, dialect.Domain.Domain).Bare : dialect.GuestAddress(at.By.Uid).Bare;
        var from = message.FromResource is { } resource ? $"{bare}/{resource}" : bare;
        var pen = Forwarding.Message(dialect.Pen, dialect, message, at, null, client.User, client.Jid!.Bare, from: from);
        client.End(pen.Open("delay"u8, "urn:xmpp:delay"u8).Attribute("from"u8, dialect.Domain.Domain).Attribute("stamp"u8, StampOf(at.Stamp.Wall)).Close());
    }

    /// <summary>XEP-0082 in whole seconds: old clients know no fractions.</summary>
    private static string StampOf(Instant at) => at.ToDateTime().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
