using Parlance.Domain;
using Parlance.Log;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.History;

/// <summary>A page of an archive: messages one by one, then the result that says which they were (XEP-0313 §4).</summary>
public sealed class ArchiveRequest : IStanza
{
    /// <summary>Messages in one slice of a long answer.</summary>
    private const int SliceMax = 50;

    /// <summary>Bytes of a query's id that are given back; who sends more is refused.</summary>
    public const int QueryIdMax = 256;

    public static StanzaCard Card { get; } = StanzaCard.Set(Mam.Name, "query", Place.Self | Place.Room) with { Cost = 2, Source = "XEP-0313", Version = "1.1.1", Help = "Shows what was said, a page at a time." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        var query = stanza.Payload;
        if (ArchiveView.Find(client, stanza) is not { } view) return;
        var error = ArchiveFilter.Read(client.Dialect, query.Child("x"u8, Mam.Form), out var filter);
        var wishError = PageWish.Read(query, client.Node.Settings.History.QueryMax, out var wish);
        error ??= wishError;
        if (query["queryid"u8].Length > QueryIdMax) error ??= StanzaError.BadRequest;
        if (!query["node"u8].IsEmpty) error ??= StanzaError.ItemNotFound;
        if (error is not null)
        {
            client.Refuse(stanza, error);
            return;
        }

        var isFlipped = !query.Child("flip-page"u8, Mam.Ns).IsNone;
        var asked = new Asked(new(stanza), view, filter, wish, query.Get("queryid"u8), isFlipped);
        var all = view.Query(client, filter);
        client.Node.AskArchive(client, (archive, asOf) => Read(archive, asOf, asked, all), (found, _) => Answer(client, asked, found));
    }

    private static Found Read(IArchive archive, long asOf, Asked asked, ArchiveQuery? all)
    {
        var whole = asked.View.Whole with { AsOf = asOf };
        foreach (var id in (ReadOnlySpan<EventId>)[asked.Wish.After, asked.Wish.Before, asked.Filter.AfterId, asked.Filter.BeforeId])
            if (!id.IsNone && archive.Read(whole with { Ids = [id], Limit = 1 }).First.IsNone) return Found.Unknown;
        if (asked.Filter.Ids is { } ids && archive.Read(whole with { Ids = ids, Limit = ids.Count }).Entries.Count < ids.Count) return Found.Unknown;
        if (all is null) return new(ArchivePage.Empty, 0);
        all = all with { AsOf = asOf };
        if (asked.Wish.IsCount) return new(ArchivePage.Empty with { IsComplete = false }, archive.Count(all).Count);
        return new(archive.Read(ArchiveView.PageOf(all, asked.Wish)), null);
    }

    private static IEnumerable<int> Answer(XmppSession client, Asked asked, Found? found)
    {
        if (client.User is null) yield break;
        if (found?.Page is not { } page)
        {
            if (found is null) asked.By.Fail(client);
            else client.Refuse(asked.By.Request, StanzaError.ItemNotFound);
            yield break;
        }

        var said = 0;
        foreach (var entry in asked.IsFlipped ? page.Entries.Reverse() : page.Entries)
        {
            if (client.User is null) yield break;
            if (!asked.View.Fits(client, asked.Filter, entry)) continue;
            ArchiveWords.Write(client, asked.View, entry, asked.QueryId);
            if (++said % SliceMax == 0) yield return said;
        }

        if (client.User is not null) Finish(client, asked, page, found.Count);
    }

    /// <summary>First and last are in the order of the archive, whichever way the page was shown.</summary>
    private static void Finish(XmppSession client, Asked asked, ArchivePage page, long? count)
    {
        var pen = client.StartResult(asked.By.Request).Open("fin"u8, Mam.Ns);
        if (page.IsComplete) pen.Attribute("complete"u8, "true"u8);
        pen.Open("set"u8, Mam.Rsm);
        if (!page.First.IsNone) pen.Element("first"u8, page.First.ToString()).Element("last"u8, page.Last.ToString());
        if (count is { } all) pen.Open("count"u8).Text(all).Close();
        client.End(pen.Close().Close());
    }

    private sealed record Asked(Answering By, ArchiveView View, ArchiveFilter Filter, PageWish Wish, string? QueryId, bool IsFlipped);

    /// <param name="Page">Null: an id is not in the archive.</param>
    /// <param name="Count">Of all results, where it was asked.</param>
    private sealed record Found(ArchivePage? Page, long? Count)
    {
        public static Found Unknown { get; } = new(null, null);
    }
}

/// <summary>Which fields a question may have (XEP-0313 §4.1.5).</summary>
public sealed class ArchiveForm : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Get(Mam.Name, "query", Place.Self | Place.Room) with { Source = "XEP-0313", Version = "1.1.1", Help = "Tells what may be asked of an archive." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (ArchiveView.Find(client, stanza) is null) return;
        var pen = client.StartResult(stanza).Open("query"u8, Mam.Ns).Open("x"u8, Mam.Form).Attribute("type"u8, "form"u8);
        pen.Open("field"u8).Attribute("type"u8, "hidden"u8).Attribute("var"u8, "FORM_TYPE"u8).Element("value"u8, Mam.Ns).Close();
        foreach (var (name, type) in new[] { ("with", "jid-single"), ("start", "text-single"), ("end", "text-single"), ("before-id", "text-single"), ("after-id", "text-single") })
            pen.Open("field"u8).Attribute("type"u8, type).Attribute("var"u8, name).Close();
        pen.Open("field"u8).Attribute("type"u8, "list-multi"u8).Attribute("var"u8, "ids"u8)
            .Open("validate"u8, "http://jabber.org/protocol/xdata-validate"u8).Attribute("datatype"u8, "xs:string"u8).Open("open"u8).Close().Close().Close();
        client.End(pen.Close().Close());
    }
}

/// <summary>The first and the last message of an archive (XEP-0313 §6).</summary>
public sealed class ArchiveMetadata : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Get(Mam.Name, "metadata", Place.Self | Place.Room) with { Cost = 1, Feature = Mam.Extended, Source = "XEP-0313", Version = "1.1.1", Help = "Tells where an archive begins and ends." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (ArchiveView.Find(client, stanza) is not { } view) return;
        var asked = new Answering(stanza);
        client.Node.AskArchive(
            client,
            (archive, asOf) => new Ends(archive.Read(view.Whole with { AsOf = asOf, FromNewest = false, Limit = 1 }).First, archive.Latest(view.Whole with { AsOf = asOf })),
            (ends, _) => Answer(client, asked, ends));
    }

    private static IEnumerable<int> Answer(XmppSession client, Answering asked, Ends? ends)
    {
        if (client.User is null) yield break;
        if (ends is null) asked.Fail(client);
        else
        {
            var pen = client.StartResult(asked.Request).Open("metadata"u8, Mam.Ns);
            if (!ends.First.IsNone && !ends.Last.IsNone)
            {
                End(pen, "start"u8, ends.First);
                End(pen, "end"u8, ends.Last);
            }

            client.End(pen.Close());
        }
    }

    private static void End(XmlPen pen, ReadOnlySpan<byte> name, EventId id) => pen.Open(name).Attribute("id"u8, id.ToString()).Attribute("timestamp"u8, id.Stamp.Wall.ToString()).Close();

    private sealed record Ends(EventId First, EventId Last);
}
