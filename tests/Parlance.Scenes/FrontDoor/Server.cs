using Parlance.Live;

namespace Parlance.Scenes.FrontDoor;

/// <summary>One server for a class of tests, with a short time to register.</summary>
public sealed class Server : IAsyncLifetime
{
    private LiveServer? _live;

    public LiveServer Live => _live ?? throw new InvalidOperationException("The server has not been started.");

    public async ValueTask InitializeAsync() => _live = await LiveServer.Start("[limits]\nenabled = false\nregistration_timeout = \"3s\"");

    public ValueTask DisposeAsync() => Live.DisposeAsync();
}
