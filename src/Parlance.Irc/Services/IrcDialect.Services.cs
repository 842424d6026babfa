using Parlance.Irc.Services;

namespace Parlance.Irc;

/// <summary>The pseudo users that answer requests.</summary>
public sealed partial class IrcDialect
{
    public ServiceTable Services { get; } = new();
}
