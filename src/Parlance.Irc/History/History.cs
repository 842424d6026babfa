using System.Globalization;
using System.Text;
using Parlance.Domain;
using Parlance.Irc.Wire;
using Parlance.Log;

namespace Parlance.Irc.History;

/// <summary><c>HISTORY &lt;target&gt; [&lt;count&gt; | &lt;duration&gt;]</c>: the last messages, for clients that know no CHATHISTORY; <c>me</c> is all that was said to the account directly.</summary>
public sealed class HistoryCommand : IIrcCommand
{
    /// <summary>Messages when the client does not say how many.</summary>
    private const int CountDefault = 100;

    public static Verb Verb { get; } = new("HISTORY", Cost: 3, ParamsMin: 1, Syntax: "<target>|me [<count> | <duration>]", Help: "Shows the last messages of a channel, with somebody, or (me) to you: 50, or those of 2h.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var name = Encoding.UTF8.GetString(line[0]);
        var amount = line.Count > 1 ? Encoding.UTF8.GetString(line[1]) : CountDefault.ToString(CultureInfo.InvariantCulture);
        if (!client.Node.KeepsHistory) client.Notice("No history is kept here");
        else if (!TryAmount(amount, out var count, out var span)) client.Fail("HISTORY", "INVALID_PARAMS", "A number of messages or a duration like 90m is needed", amount);
        else if (Find(client, name) is not { } target) client.Fail("HISTORY", "INVALID_TARGET", "Messages could not be retrieved", name);
        else
        {
            var query = target.Query(client) with
            {
                Kinds = ArchiveKinds.Messages,
                Limit = Math.Min(count, client.Node.Settings.History.QueryMax),
                After = span is { } back ? ArchivePoint.At(new Instant(Math.Max(0, client.Node.Now.Wall.Milliseconds - (long)back.TotalMilliseconds))) : null,
            };
            var label = client.PutLabel();
            client.Node.AskArchive(client, (archive, asOf) => archive.Read(query with { AsOf = asOf }), (page, _) => Answer(client, target, page, label));
        }
    }

    private static HistoryTarget? Find(IrcSession client, string name) =>
        string.Equals(name, "me", StringComparison.OrdinalIgnoreCase) && client.User!.AccountFolded is not null ? HistoryTarget.OfAll(client) : HistoryTarget.Find(client, name);

    private static IEnumerable<int> Answer(IrcSession client, HistoryTarget target, ArchivePage? page, string? label)
    {
        if (page is not null) return Playback.Play(client, target, page.Entries, label);
        client.TakeUpLabel(label);
        client.Fail("HISTORY", "MESSAGE_ERROR", "Messages could not be retrieved", target.Name);
        client.EndLabel();
        return [];
    }

    private static bool TryAmount(string text, out int count, out TimeSpan? span)
    {
        span = null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count)) return count > 0;
        count = int.MaxValue;
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        span = char.ToLowerInvariant(text[^1]) switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' when number <= 36_500 => TimeSpan.FromDays(number),
            _ => null,
        };
        return span is not null;
    }
}
