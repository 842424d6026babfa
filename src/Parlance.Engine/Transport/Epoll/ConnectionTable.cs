using System.Net;

namespace Parlance.Engine.Transport.Epoll;

/// <summary>Connections by a small dense id that is used again, the latest freed first.</summary>
internal sealed class ConnectionTable
{
    private readonly Stack<int> _free = new();
    private EpollConnection?[] _slots = new EpollConnection?[64];
    private int _used;
    private uint _generation;

    public EpollConnection Add(int fd, Listener listener, IPAddress address, int port)
    {
        if (!_free.TryPop(out var id)) id = _used++;
        if (id == _slots.Length) Array.Resize(ref _slots, id * 2);
        if (++_generation == 0) _generation = 1;   // 0 marks listeners and the wake descriptor
        return _slots[id] = new EpollConnection(fd, id, _generation, listener, address, port);
    }

    public EpollConnection? this[int id] => (uint)id < (uint)_slots.Length ? _slots[id] : null;

    public EpollConnection? Find(ulong key)
    {
        var connection = this[(int)(uint)key];
        return connection?.Key == key ? connection : null;
    }

    public void Remove(EpollConnection connection)
    {
        _slots[connection.Id] = null;
        _free.Push(connection.Id);
    }

    /// <summary>Those there are now; the caller may remove what it is given.</summary>
    public IEnumerable<EpollConnection> All()
    {
        for (var id = 0; id < _used; id++)
            if (_slots[id] is { } connection) yield return connection;
    }
}
