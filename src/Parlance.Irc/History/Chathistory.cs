using System.Text;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Wire;
using Parlance.Log;

namespace Parlance.Irc.History;

/// <summary><c>CHATHISTORY &lt;subcommand&gt; &lt;target&gt; &lt;reference&gt; [&lt;reference&gt;] &lt;limit&gt;</c>: IRCv3 draft/chathistory.</summary>
public sealed class ChathistoryCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("CHATHISTORY", Cost: 3, Syntax: "LATEST|BEFORE|AFTER|AROUND <target> <reference> <limit> | BETWEEN <target> <reference> <reference> <limit> | TARGETS <timestamp> <timestamp> <limit>",
        Help: "Shows what was said. A reference is msgid=<id> or timestamp=<time>; LATEST takes * as well.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var words = new string[line.Count];
        for (var i = 0; i < words.Length; i++) words[i] = Encoding.UTF8.GetString(line[i]);
        var sub = words.Length > 0 ? words[0].ToUpperInvariant() : "*";
        var references = sub switch
        {
            "LATEST" or "BEFORE" or "AFTER" or "AROUND" => 1,
            "BETWEEN" or "TARGETS" => 2,
            _ => 0,
        };
        var expected = references + (sub == "TARGETS" ? 2 : 3);
        if (!client.Has(Capability.ChatHistory) || !client.Node.KeepsHistory) client.Reply(Numerics.UnknownCommand, "CHATHISTORY");
        else if (references == 0) Invalid(client, words.Length > 0 ? words[0] : "*", "Unknown command");
        else if (words.Length < expected) Invalid(client, sub, "Insufficient parameters");
        else if (words.Length > expected) Invalid(client, sub, "Too many parameters");
        else if (!int.TryParse(words[^1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var limit) || limit == 0) Invalid(client, sub, "Invalid limit", words[^1]);
        else if (sub == "TARGETS") HistoryTargets.Ask(client, words[1], words[2], Math.Min(limit, client.Node.Settings.History.QueryMax));
        else Ask(client, sub, words, Math.Min(limit, client.Node.Settings.History.QueryMax));
    }

    internal static void Invalid(IrcSession client, string sub, string text, params ReadOnlySpan<string> context) => client.Fail("CHATHISTORY", "INVALID_PARAMS", text, [sub, .. context]);

    private static void Ask(IrcSession client, string sub, string[] words, int limit)
    {
        var points = new ArchivePoint?[words.Length - 3];
        for (var i = 0; i < points.Length; i++)
        {
            var word = words[i + 2];
            if (sub == "LATEST" && word == "*") continue;
            if (!Reference.TryParse(word, out var point, out var isKnownType))
            {
                if (isKnownType) Invalid(client, sub, "Invalid reference", word);
                else client.Fail("CHATHISTORY", "INVALID_MSGREFTYPE", "References are msgid= and timestamp=", sub, words[1], word);
                return;
            }

            points[i] = point;
        }

        if (HistoryTarget.Find(client, words[1]) is not { } target)
        {
            client.Fail("CHATHISTORY", "INVALID_TARGET", "Messages could not be retrieved", sub, words[1]);
            return;
        }

        var query = target.Query(client) with { Limit = limit };
        Func<IArchive, long, ArchivePage> read = sub switch
        {
            "LATEST" => (archive, asOf) => archive.Read(query with { After = points[0], AsOf = asOf }),
            "BEFORE" => (archive, asOf) => archive.Read(query with { Before = points[0], AsOf = asOf }),
            "AFTER" => (archive, asOf) => archive.Read(query with { After = points[0], FromNewest = false, AsOf = asOf }),
            "AROUND" => (archive, asOf) => archive.Around(query with { AsOf = asOf }, points[0]!.Value),
            _ => (archive, asOf) => archive.Between(query with { AsOf = asOf }, points[0]!.Value, points[1]!.Value),
        };
        var label = client.PutLabel();
        client.Node.AskArchive(client, read, (page, failure) => Answer(client, target, sub, page, label));
    }

    private static IEnumerable<int> Answer(IrcSession client, HistoryTarget target, string sub, ArchivePage? page, string? label)
    {
        if (page is not null) return Playback.Play(client, target, page.Entries, label);
        Fail(client, label, sub, target.Name);
        return [];
    }

    /// <summary>The archive could not be read.</summary>
    internal static void Fail(IrcSession client, string? label, params ReadOnlySpan<string> context)
    {
        client.TakeUpLabel(label);
        client.Fail("CHATHISTORY", "MESSAGE_ERROR", "Messages could not be retrieved", context);
        client.EndLabel();
    }
}
