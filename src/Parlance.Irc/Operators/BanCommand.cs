using System.Buffers;
using System.Text;
using Parlance.Domain.Bans;
using Parlance.Domain.Users;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary>
/// The form that all commands for bans share: <c>[-force] [duration] mask :reason|comment for staff</c>. Without a mask they list. A nick stands for
/// the address of its user where the kind is about people.
/// </summary>
public static class BanCommand
{
    private const string NoReason = "No reason given";

    /// <summary>What has one of these is a mask already.</summary>
    private static readonly SearchValues<char> NotInNicks = SearchValues.Create("@*?.:/");

    /// <summary>Handles a command that sets bans of one kind.</summary>
    public static void Set(IrcSession client, in IrcLine line, string command, OperBanKind kind)
    {
        if (line.Count == 0)
        {
            List(client, command, kind);
            return;
        }

        var words = new Queue<string>();
        for (var i = 0; i < line.Count; i++) words.Enqueue(Encoding.UTF8.GetString(line[i]));
        var force = words.Peek() == "-force" && words.Dequeue() is not null;
        TimeSpan? lasts = null;
        if (words.Count > 1 && Duration.TryParse(words.Peek(), out lasts)) words.Dequeue();
        if (words.Count is 0 or > 2)
        {
            client.Fail(command, "INVALID_PARAMS", $"{command} [-force] [<duration>] <mask> :<reason>|<comment for staff>");
            return;
        }

        var mask = words.Dequeue();
        var (reason, comment) = Split(words.Count > 0 ? words.Dequeue() : "");
        Add(client, command, new AddBan(KindOf(kind, mask), MaskOf(client, kind, mask), reason, lasts, comment, force));
    }

    /// <summary>Handles a command that lifts bans of one kind.</summary>
    public static void Lift(IrcSession client, in IrcLine line, string command, OperBanKind kind)
    {
        var mask = Encoding.UTF8.GetString(line[0]);
        var refusal = client.Node.Ask(client, new RemoveBan(KindOf(kind, mask), MaskOf(client, kind, mask)));
        if (refusal is null) client.Notice($"*** Removed the {BanWords.NameOf(KindOf(kind, mask))} on {mask}");
        else Refuse(client, command, refusal);
    }

    private static void Add(IrcSession client, string command, AddBan ban)
    {
        var node = client.Node;
        if (node.Ask(client, ban) is { } refusal) Refuse(client, command, refusal);
        else client.Notice($"*** Added a {BanWords.NameOf(ban.Kind)} on {ban.Mask} {(ban.Lasts is { } lasts ? $"for {Duration.Text(lasts)}" : "for ever")}: {ban.Reason}");
    }

    private static void Refuse(IrcSession client, string command, Domain.Refusal refusal)
    {
        if (refusal.Code == Domain.RefusalCode.BadParameter) client.Fail(command, "INVALID_MASK", "That mask cannot be used here", Word(refusal.Detail));
        else if (refusal.Code == Domain.RefusalCode.NothingToDo) client.Fail(command, "NO_SUCH_BAN", "There is no such ban", Word(refusal.Detail));
        else client.Refuse(refusal, command);
    }

    /// <summary>Says the bans of a kind, a slice at a time.</summary>
    private static void List(IrcSession client, string command, OperBanKind kind) => client.Answer(Lines(client, command, kind));

    private static IEnumerable<int> Lines(IrcSession client, string command, OperBanKind kind)
    {
        const int slice = 100;
        var now = client.Node.Now.Wall;
        var count = 0;
        foreach (var ban in client.Node.State.Bans.All.Where(b => b.Kind == kind || (kind == OperBanKind.Nick && b.Kind == OperBanKind.Room)).ToArray())
        {
            if (!ban.Holds(now)) continue;
            client.Notice($"*** {command} {BanWords.Show(ban.Kind, ban.Mask)} by {ban.Setter}, {BanWords.Lasting(ban.Expires, now)}: {ban.Reason}" + (ban.Comment is { } comment ? $" | {comment}" : ""));
            if (++count % slice == 0) yield return count;
        }

        client.Notice($"*** End of {command} list, {count} entries");
    }

    /// <summary>RESV is about nicks, and about rooms if it begins with <c>#</c>.</summary>
    private static OperBanKind KindOf(OperBanKind kind, string mask) => kind == OperBanKind.Nick && mask.StartsWith('#') ? OperBanKind.Room : kind;

    private static string MaskOf(IrcSession client, OperBanKind kind, string text)
    {
        if (kind is OperBanKind.Nick or OperBanKind.Room or OperBanKind.RealName || text.AsSpan().ContainsAny(NotInNicks) || client.UserOf(text) is not { } user) return text;
        return kind == OperBanKind.Address ? user.Address : $"*@{user.Address}";
    }

    private static (string Reason, string? Comment) Split(string text)
    {
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        var reason = (bar < 0 ? text : text[..bar]).Trim();
        return (reason.Length == 0 ? NoReason : reason, bar < 0 ? null : text[(bar + 1)..].Trim());
    }

    private static string Word(string? detail) => string.IsNullOrEmpty(detail) || detail.Contains(' ', StringComparison.Ordinal) || detail[0] == ':' ? "*" : detail;
}
