using System.Text;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>One kind of event as the log knows it: its name and version, and the record that holds it.</summary>
public sealed class EventKind
{
    internal EventKind(string name, int version, Type type, bool durable)
    {
        Name = name;
        Version = version;
        Type = type;
        Durable = durable;
        ChangesState = !EvolveBodies.AreEmpty(type);
        NameUtf8 = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>The log's <c>event_type</c>, such as <c>channel.topic</c>.</summary>
    public string Name { get; }

    /// <summary>The version of the payload; the log's <c>ver</c>.</summary>
    public int Version { get; }

    public Type Type { get; }

    /// <summary>Whether events of this kind outlive their node's incarnation; these are what a start has to read.</summary>
    public bool Durable { get; }

    /// <summary>Whether its <see cref="Event.Evolve"/> does anything: a replay reads no other events.</summary>
    public bool ChangesState { get; }

    internal byte[] NameUtf8 { get; }

    public override string ToString() => $"{Name}@{Version}";
}
