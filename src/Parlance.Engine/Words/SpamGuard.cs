using System.Text;
using Parlance.Domain;
using Parlance.Domain.Bans;
using Parlance.Domain.Messages;
using Parlance.Domain.Operators;
using Parlance.Domain.Users;

namespace Parlance.Engine.Words;

/// <summary>Holds what people say against the spam filters. Where no filter looks it costs a comparison.</summary>
public sealed class SpamGuard(Node node)
{
    /// <summary>A filter that was too slow so often is passed over until it is set anew or the server starts again.</summary>
    public const int SlowMax = 3;

    private const int TextShownMax = 200;

    private readonly Dictionary<string, int> _slow = [];

    private SpamFilters Filters => node.State.SpamFilters;

    /// <summary>Whether a text is kept from others. What follows for who said it is done, or will be after this command.</summary>
    /// <param name="by">Who.</param>
    /// <param name="where">What kind of text.</param>
    /// <param name="text">The text.</param>
    /// <param name="reason">For the user, when it is kept.</param>
    public bool Bars(Session by, SpamTargets where, ReadOnlySpan<byte> text, out string reason)
    {
        reason = "";
        if ((Filters.Targets & where) == 0 || by.User is not { Operator: null } user) return false;
        var plain = Plain(text);
        if (Find(where, plain) is not { } rule || node.State.Bans.Exempts(BanSubject.Of(user), node.Now.Wall)) return false;
        reason = rule.Reason;
        node.Record(new SpamFilterHit(rule.Id, where, Encoding.UTF8.GetString(user.Source), Limits.Cut(plain, TextShownMax)), by, null);
        if (rule.Action == SpamAction.Warn) by.Notice($"*** {rule.Reason}");
        else Punish(by, user, rule);
        return rule.Action != SpamAction.Warn;
    }

    /// <summary>The words if they may be said; null: none, or not these.</summary>
    public string? Passed(Session by, SpamTargets where, string? words) =>
        string.IsNullOrEmpty(words) || (Filters.Targets & where) == 0 || !Bars(by, where, Encoding.UTF8.GetBytes(words), out _) ? words : null;

    /// <summary>Why a newcomer may not come; null: no filter is against it.</summary>
    public string? Bars(UserConnected user)
    {
        if ((Filters.Targets & SpamTargets.User) == 0) return null;
        var text = $"{user.Nick}!{user.Ident}@{user.RealHost}:{user.RealName}";
        if (Find(SpamTargets.User, text) is not { } rule || node.State.Bans.Exempts(BanSubject.Of(user), node.Now.Wall)) return null;
        node.Record(new SpamFilterHit(rule.Id, SpamTargets.User, $"{user.Nick}!{user.Ident}@{user.RealHost}", Limits.Cut(text, TextShownMax)), null, null);
        if (rule.Action is SpamAction.Ban or SpamAction.Shun) Ban(rule, user.Address);
        return rule.Action is SpamAction.Warn or SpamAction.Shun ? null : rule.Reason;
    }

    /// <summary>Without formatting, so that colours in the middle of a word hide nothing.</summary>
    private static string Plain(ReadOnlySpan<byte> text)
    {
        if (!Formatting.IsIn(text)) return Encoding.UTF8.GetString(text);
        var plain = new byte[text.Length];
        return Encoding.UTF8.GetString(plain.AsSpan(0, Formatting.Strip(text, plain)));
    }

    private SpamRule? Find(SpamTargets where, string text)
    {
        foreach (var rule in Filters.All)
        {
            if ((rule.Targets & where) == 0 || _slow.GetValueOrDefault(rule.Id) >= SlowMax) continue;
            if (rule.Matches(text, out var isTooSlow)) return rule;
            if (isTooSlow) NoteSlow(rule);
        }

        return null;
    }

    private void NoteSlow(SpamRule rule)
    {
        _slow[rule.Id] = _slow.GetValueOrDefault(rule.Id) + 1;
        if (_slow[rule.Id] == SlowMax) node.Announce($"The spam filter {rule.Id} takes too long to match and is passed over; set a simpler one instead.");
    }

    /// <summary>Forgets that a filter was slow: it was set anew.</summary>
    public void Trust(string id) => _slow.Remove(id);

    /// <summary>After the turn, for the command that carried the text goes on.</summary>
    private void Punish(Session by, User user, SpamRule rule)
    {
        if (rule.Action is SpamAction.Ban or SpamAction.Shun) Ban(rule, user.Address);
        if (rule.Action != SpamAction.Kill) return;
        node.Timers.At(0, _ =>
        {
            if (by.User is null || node.Carry(new UserKilled(user.Uid, user.Nick, rule.Reason), null, null) is not null) return;
            node.Disconnect(by.Connection, $"Killed ({node.Settings.Server.Name} ({rule.Reason}))");
        });
    }

    private void Ban(SpamRule rule, string address)
    {
        var kind = rule.Action == SpamAction.Shun ? OperBanKind.Shun : OperBanKind.User;
        node.Carry(new AddBan(kind, $"*@{address}", rule.Reason, rule.Lasts, $"spam filter {rule.Id}").Decide(node.Settings.Server.Name, node.State, node.Circumstances()), null, null);
    }
}
