using Parlance.Control;
using Parlance.Engine;
using Parlance.Process;

namespace Parlance.Config.Tests.Process;

/// <summary>A node that remembers what it was told.</summary>
internal sealed class FakeNode : IHostedNode
{
    private readonly TaskCompletionSource<StopRequest> _finished = new();

    public List<string> Told { get; } = [];
    public Settings? Reloaded { get; private set; }
    public bool Turns { get; set; } = true;
    public string? Refuses { get; init; }

    public Task<StopRequest> Finished => _finished.Task;

    public Action ReloadAsked { get; set; } = static () => { };

    public void Announce(string text) { }

    public void Start()
    {
        if (Refuses is not null) throw new StartException(Refuses);
        Told.Add("start");
    }

    public string Describe() => "1 connection";

    public void Reload(Settings settings)
    {
        Told.Add("reload");
        Reloaded = settings;
    }

    public void Stop(TimeSpan within) => Told.Add("stop");

    public bool HasTurned() => Turns;

    public Task<ControlReply> Answer(ControlRequest request, CancellationToken stop) => Task.FromResult(ControlReply.Object(json => json.WriteString("heard", request.Command)));

    public void Fail(Exception why) => _finished.SetException(why);

    public void Dispose() => Told.Add("dispose");
}
