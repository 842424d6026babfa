using Parlance.Domain.Metadata;
using Parlance.Irc.Queries;

namespace Parlance.Irc.Metadata;

/// <summary>METADATA SUB, UNSUB and SUBS: which keys a client hears of.</summary>
internal static class MetadataFollowing
{
    private const int KeysBytesMax = 350;

    /// <summary>Keys are taken in order; the first one too many ends it.</summary>
    public static void Subscribe(IrcSession client, List<string> keys)
    {
        var subscriptions = client.Dialect.Subscriptions;
        var added = new List<string>();
        foreach (var key in keys)
        {
            if (subscriptions.Of(client).Count >= client.Node.Settings.Metadata.MaxSubscriptions)
            {
                client.Fail("METADATA", "TOO_MANY_SUBS", "Too many subscriptions", Words.Echo(key));
                break;
            }

            if (!MetadataKey.IsKey(key)) client.Fail("METADATA", "KEY_INVALID", "Invalid key", Words.Echo(key));
            else
            {
                subscriptions.Add(client, key);
                added.Add(key);
            }
        }

        Show(client, Numerics.MetadataSubscribed, added);
        if (added.Count > 0) MetadataSync.GiveNew(client, added);
    }

    public static void Unsubscribe(IrcSession client, List<string> keys)
    {
        var gone = new List<string>();
        foreach (var key in keys)
            if (!MetadataKey.IsKey(key)) client.Fail("METADATA", "KEY_INVALID", "Invalid key", Words.Echo(key));
            else
            {
                client.Dialect.Subscriptions.Remove(client, key);
                gone.Add(key);
            }

        Show(client, Numerics.MetadataUnsubscribed, gone);
    }

    public static void Show(IrcSession client)
    {
        var batch = new ReplyBatch(client, "metadata-subs");
        using (batch.In()) Show(client, Numerics.MetadataSubscriptions, client.Dialect.Subscriptions.Of(client));
        batch.End();
    }

    /// <summary>Keys as parameters of a numeric, on as many lines as they need.</summary>
    private static void Show(IrcSession client, Numeric numeric, IEnumerable<string> keys)
    {
        IrcPen? pen = null;
        var bytes = 0;
        foreach (var key in keys)
        {
            if (pen is not null && bytes + key.Length > KeysBytesMax) End(client, ref pen);
            if (pen is null) (pen, bytes) = (client.StartReply(numeric), 0);
            pen.Word(key);
            bytes += key.Length + 1;
        }

        End(client, ref pen);
    }

    private static void End(IrcSession client, ref IrcPen? pen)
    {
        if (pen is null) return;
        pen.End();
        client.Flush(pen);
        pen = null;
    }
}
