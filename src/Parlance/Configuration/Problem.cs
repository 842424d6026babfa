namespace Parlance.Configuration;

/// <summary>Something wrong, or worth knowing, in the configuration: where, what, and what to do.</summary>
/// <param name="Where"><c>file:line:column</c>, or the environment variable or flag.</param>
public sealed record Problem(string Where, string What, string Remedy)
{
    public override string ToString() => $"{Where}: {What}; {Remedy}";
}
