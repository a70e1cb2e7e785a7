package io.guanxi.examples.feature;

import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Reference;
import io.guanxi.application.view.Text;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.examples.feature.MachineEvent.Installed;
import io.guanxi.examples.feature.MachineEvent.Removed;
import io.guanxi.examples.feature.MachineEvent.Serviced;
import java.time.LocalDate;

/** A machine as screens see it. */
public record MachineView(
        MachineId id,
        CustomerId customer,
        String model,
        String serial,
        LocalDate installedOn,
        LocalDate lookedAfterOn,
        boolean removed)
        implements View {

    private static final ViewType.Builder<MachineView> V = ViewType.of("machine", MachineView.class);

    public static final Reference<MachineView, CustomerId> CUSTOMER =
            V.reference("customer", CustomerId.class, MachineView::customer);
    public static final Text<MachineView> MODEL = V.text("model", MachineView::model);
    public static final Text<MachineView> SERIAL = V.text("serial", MachineView::serial);
    public static final Ordered<MachineView, LocalDate> LOOKED_AFTER_ON =
            V.date("looked_after_on", MachineView::lookedAfterOn);
    public static final Ordered<MachineView, Boolean> REMOVED = V.flag("removed", MachineView::removed);

    public static final Filter<MachineView> STANDING = REMOVED.is(false);

    public static final ViewType<MachineView> TYPE = V.startsWith(Installed.class, MachineView::installed)
            .on(Serviced.class, (view, event) -> view.with(event.on(), view.removed()))
            .on(Removed.class, (view, event) -> view.with(view.lookedAfterOn(), true))
            .list(REMOVED)
            .by(LOOKED_AFTER_ON)
            .build();

    private static MachineView installed(Installed event) {
        return new MachineView(
                event.machineId(), event.customerId(), event.model(), event.serial(), event.on(), event.on(), false);
    }

    private MachineView with(LocalDate newLookedAfterOn, boolean newRemoved) {
        return new MachineView(id, customer, model, serial, installedOn, newLookedAfterOn, newRemoved);
    }
}
