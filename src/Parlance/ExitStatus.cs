namespace Parlance;

/// <summary>What every command ends with.</summary>
internal static class ExitStatus
{
    public const int Done = 0;
    public const int Failed = 1;

    /// <summary>The command line was not understood.</summary>
    public const int WrongUse = 2;
}
