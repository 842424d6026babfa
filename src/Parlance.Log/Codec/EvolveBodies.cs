using System.Reflection;
using Parlance.Domain;
using Parlance.Domain.Users;

namespace Parlance.Log;

/// <summary>
/// Finds kinds that change nothing (messages, what staff said) by their code: an <c>Evolve</c> that only returns. Where that cannot be told, a kind counts as
/// one that changes something, which costs time and nothing else.
/// </summary>
internal static class EvolveBodies
{
    private const byte NoOperation = 0x00;
    private const byte Return = 0x2A;

    public static bool AreEmpty(Type kind)
    {
        // The bases below say what they do before they hand on: nothing. Others may do something.
        if (kind.BaseType != typeof(Event) && kind.BaseType != typeof(UserEvent)) return false;
        var own = kind.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => method.Name == nameof(Event.Evolve)).ToList();
        return own.Count > 0 && own.TrueForAll(IsEmpty);
    }

    private static bool IsEmpty(MethodInfo method) =>
        method.GetMethodBody()?.GetILAsByteArray() is { } code && code.AsSpan().TrimStart(NoOperation).SequenceEqual([Return]);
}
