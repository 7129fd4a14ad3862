package io.oomtrace.agent;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** The {@link ManagementBean} where others can find it. One thread at a time. */
final class BeanRegistration {
    private final MBeanServer server;
    private final ObjectName name;

    /**
     * @param server an {@link MBeanServer}
     * @throws JMException when it does not want the bean
     */
    BeanRegistration(Object server, ManagementBean bean) throws JMException {
        this.server = (MBeanServer) server;
        this.name = new ObjectName(ManagementBean.NAME);
        this.server.registerMBean(new StandardMBean(bean, OomtraceMBean.class), name);
    }

    void remove() {
        try {
            server.unregisterMBean(name);
        } catch (JMException | RuntimeException e) {
            // Then it is not there.
        }
    }
}
