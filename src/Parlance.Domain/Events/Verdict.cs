namespace Parlance.Domain;

/// <summary>What a command comes to: nothing, one or more events, or a refusal. Errors of users are values, never exceptions.</summary>
public readonly struct Verdict
{
    private readonly object? _outcome;

    private Verdict(object? outcome) => _outcome = outcome;

    /// <summary>Allowed, and nothing changes.</summary>
    public static Verdict Nothing => default;

    public Refusal? Refusal => _outcome as Refusal;

    public ReadOnlySpan<Event> Events => _outcome switch
    {
        Event[] many => many,
        Event => System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref System.Runtime.CompilerServices.Unsafe.As<object, Event>(ref System.Runtime.CompilerServices.Unsafe.AsRef(in _outcome!)), 1),
        _ => [],
    };

    public static implicit operator Verdict(Event happened) => new(happened);
    public static implicit operator Verdict(Event[] happened) => new(happened);
    public static implicit operator Verdict(List<Event> happened) => new(happened.ToArray());
    public static implicit operator Verdict(Refusal refusal) => new(refusal);
    public static implicit operator Verdict(RefusalCode code) => new(new Refusal(code));
}

/// <summary>Why a command was not done, without words: each dialect has its own for it.</summary>
/// <param name="Code">The reason.</param>
/// <param name="Detail">What it concerns, when the words need it: a limit, a mode letter's name, a nick.</param>
public sealed record Refusal(RefusalCode Code, string? Detail = null);
