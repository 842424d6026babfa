using Parlance.Log;

namespace Parlance.Commands;

/// <summary>What is said in the place of a sealed part that is not shown. The words are part of <c>--json</c>.</summary>
internal static class LogSeal
{
    /// <summary>Null: there never was one.</summary>
    /// <param name="shown">Whether what is sealed is printed beside it.</param>
    public static string? Word(SealState state, bool shown) => state switch
    {
        SealState.None => null,
        SealState.Open => shown ? "open" : "sealed",
        SealState.NoKeys => "sealed",
        SealState.Erased => "erased",
        SealState.Blanked => "retired",
        _ => "damaged",
    };
}
