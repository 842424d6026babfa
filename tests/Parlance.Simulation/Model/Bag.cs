using Parlance.Domain;

namespace Parlance.Simulation.Model;

/// <summary>What is under way between nodes: lost, doubled, out of order, or stopped at a cut.</summary>
internal sealed class Bag(Swarm swarm)
{
    private readonly List<(long At, int To, ModelFact? Fact, Sid From, VersionVector? Seen)> _letters = [];
    private readonly bool[,] _cut = new bool[8, 8];

    public bool IsOpen(int from, int to) => !_cut[from, to];

    public void Send(int from, int to, ModelFact fact, long now, Prng chance)
    {
        if (_cut[from, to] || (swarm.Loss && chance.OneIn(10))) return;
        for (var copies = swarm.Duplication && chance.OneIn(12) ? 2 : 1; copies > 0; copies--) _letters.Add((now + 1 + chance.Below(200), to, fact, default, null));
    }

    public void Acknowledge(int from, int to, Sid node, VersionVector seen, long now, Prng chance)
    {
        if (!_cut[from, to] && !(swarm.Loss && chance.OneIn(10))) _letters.Add((now + 1 + chance.Below(200), to, null, node, seen));
    }

    /// <summary>Cuts the mesh in two, or mends it.</summary>
    public void Cut(Prng chance)
    {
        var side = chance.OneIn(2) ? 0 : chance.Below(1 << swarm.Nodes);
        for (var i = 0; i < swarm.Nodes; i++)
            for (var j = 0; j < swarm.Nodes; j++) _cut[i, j] = ((side >> i) & 1) != ((side >> j) & 1);
    }

    public void Mend() => Array.Clear(_cut);

    /// <summary>What arrives by now, per node.</summary>
    public void Deliver(long now, ModelNode[] nodes, Prng chance)
    {
        foreach (var node in nodes)
        {
            List<ModelFact>? facts = null;
            for (var i = _letters.Count - 1; i >= 0; i--)
            {
                var letter = _letters[i];
                if (letter.To != node.Index || letter.At > now) continue;
                _letters.RemoveAt(i);
                if (letter.Fact is { } fact) (facts ??= []).Add(fact);
                else node.Replica.Acknowledge(letter.From, letter.Seen!);
            }

            if (facts is not null) node.Receive(facts, together: !chance.OneIn(3));
        }
    }
}
