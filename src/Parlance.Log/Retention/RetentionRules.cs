using System.Diagnostics.CodeAnalysis;

namespace Parlance.Log;

/// <summary>How long events are kept, by kind. The last rule that is about a kind counts; kinds that none is about are kept for ever.</summary>
/// <param name="Rules">A kind's name, or with <c>*</c> at its end all that start so; and how long, null: for ever.</param>
public sealed record RetentionRules(IReadOnlyList<(string Kind, TimeSpan? Keep)> Rules)
{
    /// <summary>Everything is kept.</summary>
    public static RetentionRules Forever { get; } = new([]);

    /// <summary>Rules in one configuration.</summary>
    public const int RulesMax = 64;

    /// <summary>Without these a log could not say of itself what it is.</summary>
    private static readonly string[] s_kept = ["node.", "person."];

    /// <summary>How long a kind is kept; null: for ever.</summary>
    public TimeSpan? Of(string kind)
    {
        if (Array.Exists(s_kept, start => kind.StartsWith(start, StringComparison.Ordinal))) return null;
        for (var i = Rules.Count - 1; i >= 0; i--)
            if (Rules[i].Kind.EndsWith('*') ? kind.StartsWith(Rules[i].Kind[..^1], StringComparison.Ordinal) : kind == Rules[i].Kind) return Rules[i].Keep;
        return null;
    }
}
