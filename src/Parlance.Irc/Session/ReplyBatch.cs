using Parlance.Irc.Capabilities;

namespace Parlance.Irc;

/// <summary>
/// A batch of replies to one client (IRCv3 batch), which may go on over several slices: <see cref="In"/> is held while its lines are written.
/// A client without the capability gets the lines alone.
/// </summary>
public sealed class ReplyBatch
{
    private readonly IrcSession _client;
    private readonly string? _id;

    public ReplyBatch(IrcSession client, string type, params ReadOnlySpan<string> parameters)
    {
        _client = client;
        if (!client.Has(Capability.Batch)) return;
        _id = client.NextBatch();
        var pen = client.StartLine();
        pen.From(client.ServerName).Word("BATCH"u8).Word("+" + _id).Word(type);
        foreach (var parameter in parameters) pen.Word(parameter);
        pen.End();
        client.Flush(pen);
    }

    /// <summary>Lines begun from here on belong to the batch, until it is disposed.</summary>
    public Scope In()
    {
        _client.BatchTag = _id;
        return new(_client);
    }

    public void End()
    {
        if (_id is null) return;
        var pen = _client.StartLine();
        pen.From(_client.ServerName).Word("BATCH"u8).Word("-" + _id).End();
        _client.Flush(pen);
    }

    /// <summary>The stretch in which lines belong to a batch.</summary>
    public readonly struct Scope(IrcSession client) : IDisposable
    {
        public void Dispose() => client.BatchTag = null;
    }
}
