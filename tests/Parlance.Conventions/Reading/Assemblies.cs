using System.Reflection;

namespace Parlance.Conventions;

/// <summary>The product's assemblies, as they were built.</summary>
public static class Assemblies
{
    public static Assembly Domain { get; } = typeof(Domain.Event).Assembly;
    public static Assembly Log { get; } = typeof(Log.IEventStore).Assembly;
    public static Assembly Engine { get; } = typeof(Engine.Node).Assembly;
    public static Assembly Irc { get; } = typeof(Irc.IrcDialect).Assembly;

    public static Assembly Xmpp { get; } = typeof(Xmpp.Wire.XmlStream).Assembly;

    public static Assembly Web { get; } = typeof(Web.Serving.WebServer).Assembly;

    /// <summary>The executable.</summary>
    public static Assembly Parlance { get; } = Assembly.Load("parlance");

    public static IReadOnlyList<Assembly> Ours { get; } = [Domain, Log, Engine, Irc, Xmpp, Web, Parlance];
}
